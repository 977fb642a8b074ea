package org.rundelta.codec.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.codec.Content;
import org.rundelta.codec.Effort;
import org.rundelta.codec.PictureOptions;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;

class BlockDecisionTest {
    private static final int WIDTH = 150;
    private static final int HEIGHT = 90;

    @ParameterizedTest
    @EnumSource
    void copiesWhatItMayAndNothingElse(Content content) {
        for (int tolerance = 0; tolerance <= 20; tolerance += 10) {
            for (int time = 1; time < 4; time++) {
                check(plane(content, time), plane(content, time - 1), tolerance);
            }
        }
    }

    private static void check(Plane source, Plane previous, int tolerance) {
        ChangeMap map = new ChangeMap(WIDTH, HEIGHT);
        MotionCandidates candidates = new MotionCandidates();
        boolean any = new BlockDecision(map, tolerance, Effort.BALANCED)
                .decide(source, previous, previous, map, candidates, PictureOptions.EXACT);
        Set<Integer> named = new HashSet<>(Set.of(0));
        boolean anyDiffers = false;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                boolean stands = isNear(source, previous, map, column, row, 0, 0, tolerance);
                anyDiffers |= !stands;
                if (!any) {
                    continue;
                }
                int motion = map.motion(column, row);
                named.add(motion);
                int dx = candidates.dx(motion);
                int dy = candidates.dy(motion);
                assertThat(map.isInside(column, row, dx, dy)).isTrue();
                if (map.isCoded(column, row)) {
                    assertThat(stands).as("a block that stands still is coded").isFalse();
                }
                assertThat(isNear(source, previous, map, column, row, dx, dy, tolerance))
                        .as("block %d, %d by %d, %d", column, row, dx, dy)
                        .isEqualTo(!map.isCoded(column, row));
            }
        }
        assertThat(any).isEqualTo(anyDiffers);
        if (any) {
            assertThat(named).as("candidates named").hasSize(candidates.size());
        }
    }

    private static boolean isNear(
            Plane source, Plane previous, ChangeMap map, int column, int row, int dx, int dy, int tolerance) {
        for (int y = row * 16; y < row * 16 + map.blockHeight(row); y++) {
            for (int x = column * 16; x < column * 16 + map.blockWidth(column); x++) {
                int a = source.pixels()[source.index(x, y)];
                int b = previous.pixels()[previous.index(x + dx, y + dy)];
                for (int shift = 0; shift <= 16; shift += 8) {
                    if (Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)) > tolerance) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Test
    void copiesMostOfAScroll() {
        ChangeMap map = new ChangeMap(WIDTH, HEIGHT);
        MotionCandidates candidates = new MotionCandidates();
        Plane previous = plane(Content.SCROLL, 0);
        assertThat(new BlockDecision(map, 0, Effort.BALANCED)
                        .decide(plane(Content.SCROLL, 1), previous, previous, map, candidates, PictureOptions.EXACT))
                .isTrue();
        assertThat(candidates.dx(1)).isZero();
        assertThat(candidates.dy(1)).isEqualTo(5);
        for (int row = 0; row < map.rows() - 1; row++) {
            for (int column = 0; column < map.columns(); column++) {
                assertThat(map.isCoded(column, row)).isFalse();
            }
        }
    }

    private static Plane plane(Content content, int time) {
        Plane plane = new Plane(WIDTH, HEIGHT);
        plane.load(content.picture(WIDTH, HEIGHT, time), 0);
        return plane;
    }
}
