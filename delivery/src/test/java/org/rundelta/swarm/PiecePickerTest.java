package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PiecePickerTest {
    private static final int PIECES = 100;

    @Test
    void rarestComesFirstOfThoseThatThePeerHas() {
        PiecePicker picker = new PiecePicker(PIECES, new BitSet(), false, new Random(1));
        picker.seen(set(0, PIECES));
        picker.seen(set(0, 10));
        assertThat(picker.begin(set(0, 50)).orElseThrow()).isBetween(10, 49);
        IntStream.range(11, 50).forEach(i -> picker.begin(set(0, 50)));
        assertThat(picker.begin(set(0, 50)).orElseThrow()).isBetween(0, 9);
        picker.gone(set(0, 10));
        picker.gone(set(50, PIECES));
        assertThat(picker.begin(set(8, 52)).orElseThrow()).isBetween(50, 51);
    }

    @Test
    void firstPieceIsByLot() {
        Set<Integer> chosen = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            PiecePicker picker = new PiecePicker(PIECES, new BitSet(), false, new Random(seed));
            picker.seen(set(0, PIECES));
            chosen.add(picker.begin(set(0, PIECES)).orElseThrow());
        }
        assertThat(chosen).hasSizeGreaterThan(60);
    }

    @Test
    void eachPieceIsBegunOnceUntilItIsAbandoned() {
        PiecePicker picker = new PiecePicker(PIECES, set(0, 10), false, new Random(1));
        Set<Integer> begun = new HashSet<>();
        for (int i = 10; i < PIECES; i++) {
            begun.add(picker.begin(set(0, PIECES)).orElseThrow());
        }
        assertThat(begun).hasSize(90).doesNotContain(0, 9);
        assertThat(picker.begin(set(0, PIECES))).isEmpty();
        assertThat(picker.isAllBegun()).isTrue();
        picker.abandon(40);
        assertThat(picker.begin(set(0, PIECES))).hasValue(40);
        begun.forEach(picker::done);
        assertThat(picker.isComplete()).isTrue();
        assertThat(picker.useful(set(0, PIECES))).isZero();
    }

    @Test
    void inOrderTheNextOnesComeFirstAndTheRarestOfTheRest() {
        PiecePicker picker = new PiecePicker(PIECES, new BitSet(), true, new Random(1));
        picker.seen(set(0, PIECES));
        picker.seen(set(0, 90));
        for (int i = 0; i < 16; i++) {
            assertThat(picker.begin(set(0, PIECES))).hasValue(i);
        }
        assertThat(picker.begin(set(0, PIECES)).orElseThrow()).isBetween(90, 99);
        picker.done(0);
        assertThat(picker.begin(set(0, PIECES))).hasValue(16);
    }

    static BitSet set(int from, int to) {
        BitSet set = new BitSet();
        set.set(from, to);
        return set;
    }
}
