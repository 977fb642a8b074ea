package org.rundelta.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.packager.SourceActivity;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.VideoInfo;

class ChunkPlanTest {
    private static final int SCALE = 1000;

    @ParameterizedTest
    @ValueSource(longs = {1, 40, 500, 5_000, 10_000, 60_000, 3_600_000})
    void chunksAreDifferentAndInTheTitle(long end) {
        List<ChunkPlan.Place> places = places(index(end, SourceActivity.UNKNOWN));
        assertThat(places).hasSizeBetween(1, 8);
        assertThat(places).extracting(ChunkPlan.Place::time).doesNotHaveDuplicates();
        assertThat(places).allSatisfy(place -> {
            assertThat(place.time()).isBetween(0L, end - 1);
            assertThat(place.weight()).isPositive();
        });
    }

    @Test
    void aLongTitleIsLookedAtEightTimesForASecond() {
        List<ChunkPlan.Place> places = places(index(600_000, SourceActivity.UNKNOWN));
        assertThat(places).hasSize(8);
        assertThat(places)
                .allSatisfy(place -> assertThat(place.end() - place.time()).isEqualTo(SCALE));
    }

    @Test
    void largePicturesGiveShortChunks() {
        VideoInfo large = new VideoInfo(3840, 2160, SCALE, 60, 1, 0, 8, true);
        assertThat(ChunkPlan.places(index(60_000, SourceActivity.UNKNOWN), large))
                .allSatisfy(place -> assertThat(place.maxFrames()).isEqualTo(6));
    }

    @Test
    void moreChunksWhereMoreHappensAndWeightsThatMakeUpForIt() {
        long[] bytes = new long[120];
        for (int i = 90; i < 120; i++) {
            bytes[i] = 100_000;
        }
        List<ChunkPlan.Place> places = places(index(60_000, new SourceActivity(SCALE / 2, bytes)));
        List<ChunkPlan.Place> active =
                places.stream().filter(place -> place.time() >= 45_000).toList();
        assertThat(places.subList(0, 2)).anyMatch(active::contains);
        assertThat(active).hasSizeGreaterThan(places.size() / 2).hasSizeLessThan(places.size());
        double activeWeight = active.stream().mapToInt(ChunkPlan.Place::weight).sum();
        double weight = places.stream().mapToInt(ChunkPlan.Place::weight).sum();
        assertThat(activeWeight / weight).isBetween(0.2, 0.3);
    }

    private static SourceIndex index(long end, SourceActivity activity) {
        return new SourceIndex(new long[] {0}, end, true, activity);
    }

    private static List<ChunkPlan.Place> places(SourceIndex index) {
        return ChunkPlan.places(index, new VideoInfo(640, 360, SCALE, 30, 1, 0, 8, true));
    }
}
