package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColourTableTest {
    private static final int BITS = 10;

    /** The smallest table there is. */
    private final ColourTable table = new ColourTable(32, 32);

    /** Hash of a context by the first place it may have and its tag. */
    private static int hash(int first, int tag) {
        return first << Integer.SIZE - BITS | tag << Integer.SIZE - BITS - 4;
    }

    private int find(int hash) {
        return table.find(hash, hash);
    }

    private void learn(int hash, int colour, int times) {
        for (int i = 0; i < times; i++) {
            find(hash);
            table.learn(colour);
        }
    }

    @Test
    void knowsNothingAtFirst() {
        for (int tag = 0; tag < 16; tag++) {
            assertThat(find(hash(5, tag))).isEqualTo(ColourTable.UNKNOWN);
        }
    }

    @Test
    void confidenceGrowsToFifteenAndBeginsAgainWithAnotherColour() {
        learn(hash(5, 0), 0x123456, 3);
        assertThat(find(hash(5, 0))).isEqualTo(3 << 24 | 0x123456);
        learn(hash(5, 0), 0x123456, 20);
        assertThat(find(hash(5, 0))).isEqualTo(15 << 24 | 0x123456);
        learn(hash(5, 0), 0, 1);
        assertThat(find(hash(5, 0))).isEqualTo(1 << 24);
    }

    @Test
    void twoContextsOfOnePlaceKeepTheirColours() {
        learn(hash(5, 1), 0xAAAAAA, 2);
        learn(hash(5, 2), 0xBBBBBB, 2);
        assertThat(find(hash(5, 1))).isEqualTo(2 << 24 | 0xAAAAAA);
        assertThat(find(hash(5, 2))).isEqualTo(2 << 24 | 0xBBBBBB);
    }

    @Test
    void contextsThatComeOnceDoNotDriveOutOneThatCameTwice() {
        learn(hash(8, 1), 0xAAAAAA, 2);
        for (int tag = 2; tag < 16; tag++) {
            learn(hash(8 + tag % 2, tag), tag, 1);
        }
        assertThat(find(hash(8, 1))).isEqualTo(2 << 24 | 0xAAAAAA);
        assertThat(find(hash(9, 2))).isEqualTo(ColourTable.UNKNOWN);
    }

    @Test
    void copiesKnowTheSameAndForgetAlone() {
        learn(hash(5, 1), 7, 4);
        ColourTable copy = new ColourTable(32, 32);
        copy.copyFrom(table);
        table.reset();
        assertThat(copy.find(hash(5, 1), hash(5, 1))).isEqualTo(4 << 24 | 7);
        assertThat(find(hash(5, 1))).isEqualTo(ColourTable.UNKNOWN);
    }

    @Test
    void oneHashSaysWhichGroupAndAnotherWhereInIt() {
        int group = hash(16 * 3 + 9, 7);
        table.find(group, hash(16 * 50 + 4, 2));
        table.learn(0x123456);
        assertThat(find(hash(16 * 3 + 4, 2))).isEqualTo(1 << 24 | 0x123456);
        assertThat(find(hash(16 * 50 + 4, 2))).isEqualTo(ColourTable.UNKNOWN);
        assertThat(find(hash(16 * 3 + 9, 7))).isEqualTo(ColourTable.UNKNOWN);
    }
}
