package org.rundelta.codec.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.codec.Content;
import org.rundelta.codec.Effort;
import org.rundelta.codec.PictureOptions;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;

class RelationTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    @ParameterizedTest
    @CsvSource({"GLYPHS, STILL_PHOTO", "GLYPHS, GRADIENT", "TILES, STILL_PHOTO", "STILL_PHOTO, BLACK", "GLYPHS, BLACK"})
    void findsCuts(Content before, Content after) {
        assertThat(isCut(plane(before, 0), plane(after, 1))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void seesNoCutWithinAScene(Content content) {
        for (int time = 1; time < 15; time++) {
            assertThat(isCut(plane(content, time - 1), plane(content, time)))
                    .as("time %d", time)
                    .isFalse();
        }
    }

    private static boolean isCut(Plane previous, Plane source) {
        ChangeMap map = new ChangeMap(WIDTH, HEIGHT);
        MotionCandidates candidates = new MotionCandidates();
        if (!new BlockDecision(map, 0, Effort.BALANCED)
                .decide(source, previous, previous, map, candidates, PictureOptions.EXACT)) {
            map.setAll(false);
        }
        return Relation.of(source, previous, map, candidates).isCut();
    }

    private static Plane plane(Content content, int time) {
        Plane plane = new Plane(WIDTH, HEIGHT);
        plane.load(content.picture(WIDTH, HEIGHT, time), 0);
        return plane;
    }
}
