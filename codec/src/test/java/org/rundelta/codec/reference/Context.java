package org.rundelta.codec.reference;

/** The two estimates of one context; docs/bitstream.md, "Probabilities". */
final class Context {
    private int slow = 1 << 21;
    private int fast = 1 << 21;
    private int n;

    Context() {}

    Context(Context other) {
        slow = other.slow;
        fast = other.fast;
        n = other.n;
    }

    int probability() {
        return Math.min(Math.max((slow + fast) >> 11, 1), 4095);
    }

    void learn(int value) {
        int target = value == 1 ? (1 << 22) - 1 : 0;
        slow = slow + (((target - slow) >> 3) * step(n) >> 9);
        fast = fast + (((target - fast) >> 3) * step(Math.min(n, 14)) >> 9);
        n = Math.min(n + 1, 126);
    }

    private static int step(int k) {
        return 8192 / (2 * k + 3);
    }
}
