package org.rundelta.codec.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.codec.Content;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Picture;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;

class MotionSearchTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;

    /** One large text, cut out at two places. */
    @ParameterizedTest
    @CsvSource({"0, 5", "0, -40", "7, 0", "-63, 0", "31, -17", "-1, -1", "120, 90", "-200, 3"})
    void findsTheVectorOfAScroll(int dx, int dy) {
        List<String> vectors = find(cutOut(0, 0), cutOut(dx, dy));
        assertThat(vectors).isNotEmpty().first().isEqualTo(dx + "," + dy);
    }

    private static Plane cutOut(int dx, int dy) {
        Picture large = Content.STILL_PHOTO.picture(WIDTH + 400, HEIGHT + 200, 0);
        int[] pixels =
                Arrays.copyOfRange(large.pixels(), (100 - dy) * large.stride() + 200 - dx, large.pixels().length);
        return plane(new Picture(WIDTH, HEIGHT, large.stride(), pixels));
    }

    @Test
    void findsTheVectorsOfAllTiles() {
        List<String> vectors = find(tiles(1), tiles(0));
        List<String> expected = new ArrayList<>();
        for (int tile = 0; tile < 15; tile++) {
            int dx = 2 - tile % 5;
            int dy = 1 - tile / 5;
            if (dx != 0 || dy != 0) {
                expected.add(dx + "," + dy);
            }
        }
        assertThat(vectors).containsAll(expected);
    }

    private static Plane tiles(int time) {
        return plane(Content.TILES.picture(WIDTH, HEIGHT, time));
    }

    @Test
    void findsNothingInFlatOrUnrelatedPictures() {
        Plane noise = plane(Content.NOISE.picture(WIDTH, HEIGHT, 0));
        Plane otherNoise = plane(Content.NOISE.picture(WIDTH, HEIGHT, 1));
        Plane black = plane(Content.BLACK.picture(WIDTH, HEIGHT, 0));
        assertThat(find(noise, otherNoise)).isEmpty();
        assertThat(find(black, noise)).isEmpty();
        assertThat(find(noise, black)).isEmpty();
    }

    @Test
    void looksOnlyWhereSomethingChanged() {
        Plane source = cutOut(0, 0);
        ChangeMap map = new ChangeMap(WIDTH, HEIGHT);
        MotionCandidates found = new MotionCandidates();
        found.add(1, 1);
        new MotionSearch(Effort.BALANCED)
                .find(source, cutOut(0, 5), map, new boolean[map.columns() * map.rows()], found);
        assertThat(found.size()).isOne();
    }

    /** The vectors from the source into the previous picture, best first, with every block taken as changed. */
    private static List<String> find(Plane source, Plane previous) {
        ChangeMap map = new ChangeMap(source.width(), source.height());
        boolean[] changed = new boolean[map.columns() * map.rows()];
        Arrays.fill(changed, true);
        MotionCandidates found = new MotionCandidates();
        new MotionSearch(Effort.BALANCED).find(source, previous, map, changed, found);
        List<String> vectors = new ArrayList<>();
        for (int k = 1; k < found.size(); k++) {
            vectors.add(found.dx(k) + "," + found.dy(k));
        }
        return vectors;
    }

    private static Plane plane(Picture picture) {
        Plane plane = new Plane(picture.width(), picture.height());
        plane.load(picture, 0);
        return plane;
    }
}
