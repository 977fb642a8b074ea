package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rundelta.codec.Picture;

class PrimerChoiceTest {
    private static final int SIZE = 64;

    @Test
    void oneKeyframeNeedsNoPrimer() {
        assertThat(PrimerChoice.choose(List.of(noise(1)), 1)).isEmpty();
    }

    @Test
    void keyframesThatShareNothingNeedNone() {
        assertThat(PrimerChoice.choose(List.of(noise(1), noise(2), noise(3)), 3))
                .isEmpty();
    }

    @Test
    void whatComesAgainIsChosen() {
        List<Picture> samples = List.of(noise(1), noise(2), noise(2), noise(3), noise(2));
        assertThat(PrimerChoice.choose(samples, 5)).contains(1).doesNotContain(2, 3, 4);
    }

    @Test
    void twoThingsThatComeAgainAreBothChosenInTheirOrder() {
        List<Picture> samples = List.of(noise(1), noise(2), noise(1), noise(2), noise(1), noise(2));
        assertThat(PrimerChoice.choose(samples, 60)).containsExactly(0, 1);
    }

    @Test
    void aSampleSpeaksForManyKeyframes() {
        assertThat(PrimerChoice.choose(List.of(noise(1)), 2)).containsExactly(0);
        assertThat(PrimerChoice.choose(List.of(noise(1), noise(2)), 100)).contains(0, 1);
    }

    @Test
    void flatPicturesCostNothing() {
        Picture flat = new Picture(SIZE, SIZE);
        assertThat(PrimerChoice.choose(List.of(flat, flat, flat), 30)).isEmpty();
    }

    @Test
    void neverMoreThanFour() {
        List<Picture> samples = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            samples.add(noise(i));
        }
        assertThat(PrimerChoice.choose(samples, 1000)).hasSize(4).isSorted();
    }

    private static Picture noise(int seed) {
        Random random = new Random(seed);
        int[] pixels = random.ints(SIZE * SIZE, 0, 1 << 24).toArray();
        return new Picture(SIZE, SIZE, SIZE, pixels);
    }
}
