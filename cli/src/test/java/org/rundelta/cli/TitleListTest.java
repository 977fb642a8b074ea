package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code package --jobs}. */
class TitleListTest {
    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void makeInputs() throws IOException {
        output = folder.resolve("out");
        DrawnVideo.constantRate(64, 48, 10).seeded(1).store(folder.resolve("one.mkv"));
        DrawnVideo.constantRate(64, 48, 10).seeded(2).store(folder.resolve("two.mkv"));
        Files.writeString(folder.resolve("job.yaml"), "input: one.mkv\noutput: third\nsegment: 0.5\n");
        Files.writeString(folder.resolve("style.yaml"), "hls: true\n");
    }

    @Test
    void everyLineBecomesATitle() throws IOException {
        JsonNode report = CommandRun.of(
                        "package",
                        folder.resolve("style.yaml"),
                        "--jobs",
                        list("# tonight", "one.mkv", "", "two.mkv\tsecond", "job.yaml"),
                        "-o",
                        output,
                        "--json")
                .assertDone()
                .json();
        assertThat(report.get("titles")).hasSize(3);
        assertThat(report.get("titles").get(1).get("manifest").asText())
                .isEqualTo(output.resolve("second/manifest.mpd").toString());
        for (Path title : new Path[] {output.resolve("one"), output.resolve("second"), folder.resolve("third")}) {
            assertThat(title.resolve("manifest.mpd")).exists();
            assertThat(title.resolve("master.m3u8")).exists();
        }
    }

    @Test
    void whereOneFailsTheOthersGoOn() throws IOException {
        Path list = list("one.mkv", "absent.mkv", "two.mkv");
        CommandRun run = CommandRun.of("package", "--jobs", list, "-o", output);
        assertThat(run.assertReportsAndFails())
                .isEqualTo(list + ": line 2: " + folder.resolve("absent.mkv") + ": no such file; check the path");
        assertThat(output.resolve("one/manifest.mpd")).exists();
        assertThat(output.resolve("two/manifest.mpd")).exists();
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsEncoded() throws IOException {
        assertWrong("one.mkv\nsub/one.mkv", "line 2: has the same folder as line 1");
        assertWrong("# nothing\n", "there is no title in it");
        assertThat(CommandRun.of("package", "--jobs", folder.resolve("none"), "-o", output)
                        .assertFailsWithOneLine())
                .startsWith(folder.resolve("none") + ": no such file");
        assertThat(CommandRun.of("package", "one.mkv", "--jobs", list("one.mkv"), "-o", output)
                        .assertWrongUsage())
                .startsWith("one.mkv beside --jobs");
        assertThat(CommandRun.of("package", "--jobs", list("one.mkv"), "-o", output, "--single-file", "x.html")
                        .assertWrongUsage())
                .startsWith("--single-file is one file for one title");
        assertThat(output).doesNotExist();
    }

    private void assertWrong(String list, String problem) throws IOException {
        assertThat(CommandRun.of("package", "--jobs", list(list), "-o", output).assertWrongUsage())
                .contains(problem);
    }

    private Path list(String... lines) throws IOException {
        return Files.writeString(folder.resolve("titles.txt"), String.join("\n", lines));
    }
}
