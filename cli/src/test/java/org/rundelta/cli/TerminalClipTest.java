package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real recording does not grow: what it took when these numbers were written down is what it may take. */
class TerminalClipTest {
    private static final int FRAMES = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1000, 1, 112354", "2, 5, 193623"})
    void terminalStaysSmallAndExact(int keyframeInterval, int keyframes, long bytes) throws IOException {
        Path clip = Path.of(System.getProperty("rundelta.shared", "shared"), "clips", "terminal.mkv");
        assumeTrue(Files.exists(clip), clip + " is not here");
        Path output = folder.resolve("terminal.mp4");
        JsonNode report = CommandRun.of("encode", clip, "--keyframe-interval", keyframeInterval, "-o", output, "--json")
                .assertDone()
                .json();
        assertThat(report.get("frames").asInt()).isEqualTo(FRAMES);
        assertThat(report.get("keyframes").asInt()).isEqualTo(keyframes);
        assertThat(report.get("bytes").asLong()).isLessThanOrEqualTo(bytes);
        JsonNode match = CommandRun.of("decode", output, "--verify", clip, "--json")
                .assertDone()
                .json();
        assertThat(match.get("identicalFrames").asInt()).isEqualTo(FRAMES);
    }
}
