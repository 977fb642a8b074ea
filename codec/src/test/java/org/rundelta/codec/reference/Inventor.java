package org.rundelta.codec.reference;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws decisions by lot, and writes them as data from which any decoder reads the same ones. A decoder that takes them
 * makes up a frame while it believes to read one, and goes wherever the syntax leads, which no encoder does.
 */
final class Inventor implements DecisionSource {
    private static final double[] CHANCES = {0.02, 0.2, 0.5, 0.8, 0.98};

    private final SplittableRandom random;
    /** Chance of a 1 in this frame, by the words in a context's name. */
    private final Map<String, Double> chances = new HashMap<>();

    private long range = 0xFFFFFFFFL;
    private BigInteger lowerEnd = BigInteger.ZERO;
    private int bytes = 4;

    Inventor(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public int decide(List<Object> context, int p, int bits) {
        String words = context.toString().replaceAll("[^a-z]+", " ");
        double chance = chances.computeIfAbsent(words, unused -> CHANCES[random.nextInt(CHANCES.length)]);
        int value = random.nextDouble() < chance ? 1 : 0;
        write(value, p, bits);
        return value;
    }

    /** What docs/bitstream.md, "Range coder", says of encoders; carries run back through the number by themselves. */
    private void write(int value, int p, int bits) {
        long bound = (range >>> bits) * p;
        if (value == 1) {
            range = bound;
        } else {
            range = range - bound;
            lowerEnd = lowerEnd.add(BigInteger.valueOf(bound));
        }
        while (range < 1 << 24) {
            range = range << 8;
            lowerEnd = lowerEnd.shiftLeft(8);
            bytes = bytes + 1;
        }
    }

    /** The frame of all decisions so far. */
    byte[] frame(FrameHeader header) {
        byte[] data = new byte[bytes];
        byte[] number = lowerEnd.toByteArray();
        int length = Math.min(number.length, bytes);
        System.arraycopy(number, number.length - length, data, bytes - length, length);
        return header.frame(data);
    }
}
