package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.PlainBits;
import org.rundelta.codec.entropy.RangeDecoder;
import org.rundelta.codec.entropy.RangeEncoder;

class ChangeMapTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "16, 16", "17, 15", "100, 70", "1000, 3", "2, 500"})
    void mapsComeBack(int width, int height) {
        SplittableRandom random = new SplittableRandom(width);
        RangeEncoder encoder = new RangeEncoder(new BitModel(ChangeMap.CONTEXTS));
        RangeDecoder decoder = new RangeDecoder(new BitModel(ChangeMap.CONTEXTS));
        ChangeMap written = new ChangeMap(width, height);
        ChangeMap read = new ChangeMap(width, height);
        for (int round = 0; round < 50; round++) {
            int candidates = 1 + random.nextInt(MotionCandidates.MAX);
            fill(random, written, candidates);
            encoder.start();
            written.code(encoder, 0, candidates, false);
            decoder.start(encoder.finish(), 0);
            read.code(decoder, 0, candidates, false);
            assertEqual(read, written);
        }
    }

    private static void fill(SplittableRandom random, ChangeMap map, int candidates) {
        int rarity = 1 + random.nextInt(6);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                int motion = random.nextInt(rarity) == 0 ? random.nextInt(candidates) : 0;
                map.set(column, row, random.nextInt(rarity) == 0, motion);
            }
        }
    }

    private static void assertEqual(ChangeMap actual, ChangeMap expected) {
        for (int row = 0; row < expected.rows(); row++) {
            for (int column = 0; column < expected.columns(); column++) {
                assertThat(actual.isCoded(column, row)).isEqualTo(expected.isCoded(column, row));
                assertThat(actual.motion(column, row)).isEqualTo(expected.motion(column, row));
            }
        }
    }

    @Test
    void anyDecisionsAreAMapOfTheseCandidates() {
        SplittableRandom random = new SplittableRandom(3);
        ChangeMap map = new ChangeMap(90, 60);
        for (int round = 0; round < 500; round++) {
            int candidates = 1 + random.nextInt(MotionCandidates.MAX);
            map.code(new PlainBits(context -> random.nextInt(2)), 0, candidates, random.nextBoolean());
            for (int row = 0; row < map.rows(); row++) {
                for (int column = 0; column < map.columns(); column++) {
                    assertThat(map.motion(column, row)).isBetween(0, candidates - 1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // of 40x20: column, row, dx, dy, inside
        "0, 0, 0, 0, true",
        "0, 0, -1, 0, false",
        "0, 0, 0, -1, false",
        "0, 0, 24, 4, true",
        "0, 0, 25, 0, false",
        "0, 0, 0, 5, false",
        "2, 1, 0, 0, true",
        "2, 1, -32, -16, true",
        "2, 1, 1, 0, false",
        "2, 1, 0, 1, false",
        "0, 0, 268435454, 0, false",
        "2, 1, -268435454, -268435454, false"
    })
    void blocksInside(int column, int row, int dx, int dy, boolean inside) {
        assertThat(new ChangeMap(40, 20).isInside(column, row, dx, dy)).isEqualTo(inside);
    }
}
