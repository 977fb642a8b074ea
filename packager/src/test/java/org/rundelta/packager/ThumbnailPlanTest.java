package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.mp4.PixelAspect;
import org.rundelta.packager.OutputSize.PictureSize;

class ThumbnailPlanTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, 1, 1",
        "0, 4000, 1, 4, 4, 1, 1",
        "0, 6000, 1, 6, 3, 2, 1",
        "0, 8001, 1, 9, 5, 2, 1",
        "0, 100000, 1, 100, 5, 5, 4",
        "0, 100001, 2, 51, 5, 5, 3",
        "0, 500000, 5, 100, 5, 5, 4",
        "0, 500001, 10, 51, 5, 5, 3",
        "0, 7200000, 10, 720, 5, 5, 29",
        "30, 7200000, 30, 240, 5, 5, 10",
    })
    void followsTheLength(int wanted, long ms, int interval, int count, int columns, int rows, int tiles) {
        ThumbnailPlan plan = ThumbnailPlan.of(wanted, ms, new PictureSize(1280, 720), PixelAspect.SQUARE);
        assertThat(plan.interval()).isEqualTo(interval);
        assertThat(plan.count()).isEqualTo(count);
        assertThat(plan.grid().columns()).isEqualTo(columns);
        assertThat(plan.grid().rows()).isEqualTo(rows);
        assertThat(plan.tiles()).isEqualTo(tiles);
        assertThat(plan.tileDuration() * tiles).isBetween(ms, ms + plan.tileDuration() + 1000L * interval);
        assertThat(plan.tileWidth()).isEqualTo(320 * columns);
        assertThat(plan.tileHeight()).isEqualTo(180 * rows);
    }

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 1, 1, 320, 180",
        "1080, 1920, 1, 1, 180, 320",
        "720, 576, 64, 45, 320, 180",
        "720, 576, 16, 15, 320, 240",
        "64, 48, 1, 1, 64, 48",
        "16384, 1, 1, 1, 320, 1",
    })
    void keepsTheShapeAndEnlargesNothing(int width, int height, int across, int down, int toWidth, int toHeight) {
        ThumbnailPlan plan = ThumbnailPlan.of(0, 1000, new PictureSize(width, height), new PixelAspect(across, down));
        assertThat(plan.size()).isEqualTo(new PictureSize(toWidth, toHeight));
    }
}
