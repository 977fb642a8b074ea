package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineOptionsTest {
    private static final Path SAMPLE = Path.of(System.getProperty("rundelta.root"), "samples", "terminal.mkv");

    @TempDir
    private Path folder;

    @Test
    void sparkIsNotInThisProgramAndThatIsSaid() {
        Path output = folder.resolve("title");
        assertThat(CommandRun.of("package", SAMPLE, "-o", output, "--engine", "spark", "--master", "local[2]")
                        .assertFailsWithOneLine())
                .isEqualTo(
                        "--engine spark is not in this program; run rundelta-cluster in its place, or spark-submit with"
                                + " its jar (docs/cluster.md)");
        assertThat(output).doesNotExist();
    }

    /** Nor is what it needs, which is several times as large as all the rest. */
    @Test
    void sparkIsNotOnTheClassPath() {
        assertThat(System.getProperty("java.class.path"))
                .contains("picocli")
                .doesNotContain("org/apache/spark", "org/apache/hadoop", "org/scala-lang");
    }

    @Test
    void settingsWithoutTheEngineAreWrong() {
        assertThat(CommandRun.of("package", SAMPLE, "-o", folder, "--master", "local[2]")
                        .assertWrongUsage())
                .startsWith("--master and --conf need --engine spark");
        assertThat(CommandRun.of("package", SAMPLE, "-o", folder, "--conf", "spark.speculation=false")
                        .assertWrongUsage())
                .startsWith("--master and --conf need --engine spark");
        assertThat(CommandRun.of("package", SAMPLE, "-o", folder, "--engine", "cloud")
                        .assertWrongUsage())
                .startsWith("--engine cloud: is local or spark");
        assertThat(CommandRun.of("package", SAMPLE, "-o", folder, "--codec", "copy", "--engine", "spark")
                        .assertWrongUsage())
                .startsWith("--engine is of no use with --codec copy");
    }
}
