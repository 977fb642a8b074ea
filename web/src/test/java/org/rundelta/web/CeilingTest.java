package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the player's fetching, under Node and in virtual time, does on machines that do not always decode in time. */
class CeilingTest {
    private static final int SEGMENTS = 300;
    private static final int SEGMENT_MS = 2000;

    @TempDir
    private Path folder;

    private record Stall(int firstMs, int endMs) {}

    /** A playback, for Node. */
    private record Playback(SizedTitle title, int[] widths, double[] loads, List<Stall> stalls) {}

    /** The rungs of the segments, one after the other. */
    private String play(int[] widths, double[] loads, Stall... stalls) throws Exception {
        List<SizedTitle.Track> rungs = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            int[] bytes = new int[SEGMENTS];
            Arrays.fill(bytes, 25_000 << i);
            rungs.add(new SizedTitle.Track("v" + i, 100_000 << i, SEGMENT_MS, bytes));
        }
        Playback playback = new Playback(new SizedTitle(true, rungs, null), widths, loads, List.of(stalls));
        Path file = folder.resolve("playbacks.json");
        new ObjectMapper().writeValue(file.toFile(), List.of(playback));
        return Node.run("ceiling.mjs", file).get(0);
    }

    @Test
    void oneStallIsForgotten() throws Exception {
        String rungs = play(new int[] {320, 640, 640}, new double[] {0.05, 0.1, 0.3}, new Stall(100_000, 110_000));
        assertThat(rungs).hasSize(SEGMENTS).matches("[01]*2+1+21+2+").matches(".*2{200}");
    }

    @Test
    void soAreManyWhenTheyAreOver() throws Exception {
        Stall[] stalls = new Stall[10];
        Arrays.setAll(stalls, i -> new Stall(60_000 + 12_000 * i, 62_000 + 12_000 * i));
        String rungs = play(new int[] {320, 640, 640}, new double[] {0.05, 0.1, 0.3}, stalls);
        assertThat(rungs).matches(".*2{50}");
    }

    @Test
    void aRungThatIsAlwaysTooSlowIsTriedEverMoreSeldom() throws Exception {
        String rungs = play(new int[] {640, 640, 640}, new double[] {0.05, 0.2, 1.5});
        assertThat(rungs).matches("[01]*2+1+(21+)*");
        List<Integer> waits = Arrays.stream(rungs.replaceFirst("[01]*2+", "").split("2", -1))
                .map(String::length)
                .toList();
        assertThat(waits).hasSizeBetween(4, 6);
        for (int i = 1; i < waits.size() - 1; i++) {
            assertThat(waits.get(i)).isGreaterThan(waits.get(i - 1));
        }
    }

    @Test
    void aRungThatWouldBeTooLargeIsNotTried() throws Exception {
        assertThat(play(new int[] {640, 1280}, new double[] {0.3, 1.2})).matches("0*1+0+");
    }
}
