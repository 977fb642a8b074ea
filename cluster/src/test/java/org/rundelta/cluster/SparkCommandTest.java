package org.rundelta.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code package --engine spark} as people run it, in a process of its own. */
class SparkCommandTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    private String rung = "{id: small, scale: 0.1, max-error: 8}";
    private Path titles;

    private List<Object> command(Object... args) throws IOException {
        Path ladder = Files.writeString(folder.resolve("ladder.yaml"), "rungs: [" + rung + "]\n");
        titles = folder.resolve("titles");
        List<Object> command = new ArrayList<>(List.of("package", "-o", titles, "--ladder", ladder, "--audio", "none"));
        command.addAll(List.of(args));
        return command;
    }

    private List<Object> onSpark(Object... args) throws IOException {
        List<Object> command = command(args);
        command.addAll(List.of("--engine", "spark", "--master", "local[2]"));
        command.addAll(List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"));
        return command;
    }

    @Test
    void titlesThatFailHarmNoOther() throws Exception {
        Path list = Files.writeString(
                folder.resolve("tonight.txt"), Titles.SAMPLE + "\tone\nmissing.mkv\n" + Titles.SAMPLE + "\tthree\n");
        try (Program program = Program.rundelta(folder, List.of(), onSpark("--jobs", list, "--json"))) {
            assertThat(program.exitCode()).as(program.err()).isEqualTo(1);
            assertThat(program.err().lines())
                    .containsExactly("rundelta: " + list + ": line 2: " + folder.resolve("missing.mkv")
                            + ": no such file; check the path");
            assertThat(program.out().lines()).singleElement().asString().matches("\\{\"titles\":\\[\\{.*},\\{.*}]}");
        }
        assertThat(titles.resolve("one/manifest.mpd")).exists();
        Titles.assertSame(titles.resolve("one"), titles.resolve("three"));
        assertThat(titles.resolve("missing")).doesNotExist();
    }

    @Test
    @Tag("nightly")
    void whatWasInterruptedIsTakenUpByTheOtherEngine() throws Exception {
        rung = "{id: exact, lossless: true}"; // which takes a while
        List<Object> command = onSpark(Titles.SAMPLE, "--segment", "0.2", "--effort", "best");
        try (Program program = Program.rundelta(folder, List.of(), command)) {
            while (journalLines() < 3) {
                program.assertRuns();
                Thread.sleep(20);
            }
            program.interrupt();
            assertThat(program.exitCode()).isEqualTo(INTERRUPTED);
            assertThat(program.err().lines()).containsExactly("rundelta: interrupted; --resume goes on from here");
            assertThat(program.out()).isEmpty();
        }
        List<Object> resumed = command(Titles.SAMPLE, "--segment", "0.2", "--effort", "best", "--resume");
        try (Program program = Program.rundelta(folder, List.of(), resumed)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.err()).contains("segments of the interrupted run are kept");
        }
        Path other = Files.move(titles, folder.resolve("other"));
        List<Object> whole = command(Titles.SAMPLE, "--segment", "0.2", "--effort", "best");
        try (Program program = Program.rundelta(folder, List.of(), whole)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
        }
        Titles.assertSame(titles, other);
    }

    private long journalLines() throws IOException {
        Path journal = titles.resolve(".rundelta-partial/journal");
        if (!Files.exists(journal)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(journal)) {
            return lines.count();
        }
    }

    /** Nobody but the command has the credentials. */
    @Test
    @Tag("nightly")
    void sourcesInS3AreReadByAll() throws Exception {
        Path here = Files.createDirectory(folder.resolve("here"));
        try (Program program = Program.rundelta(folder, List.of(), command(Titles.SAMPLE))) {
            assertThat(program.exitCode()).as(program.err()).isZero();
        }
        Files.move(titles, here.resolve("title"));
        try (S3Judge s3 = S3Judge.start(Files.createDirectory(folder.resolve("s3")))) {
            s3.hold("film.mkv", Titles.SAMPLE);
            try (Program program = Program.rundelta(folder, s3.flags("geheim"), onSpark(s3.url("film.mkv")))) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                Titles.assertSame(here.resolve("title"), titles);
            }
            assertFails(
                    s3.flags("falsch"), s3.url("film.mkv"), "it refuses these credentials: check AWS_ACCESS_KEY_ID");
            assertFails(s3.flags("geheim"), s3.url("other.mkv"), "there is no such object; check its name");
            Path cluster = Files.createDirectory(folder.resolve("cluster"));
            try (StandaloneCluster two = StandaloneCluster.start(cluster)) {
                two.addWorker();
                two.addWorker();
                Path there = folder.resolve("there");
                List<Object> command = command(s3.url("film.mkv"), "--engine", "spark", "--master", two.url());
                command.set(command.indexOf(titles), there);
                two.settings().forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
                try (Program program = Program.rundelta(folder, s3.flags("geheim"), command)) {
                    assertThat(program.exitCode()).as(program.err()).isZero();
                    Titles.assertSame(here.resolve("title"), there);
                }
            }
        }
    }

    private void assertFails(List<String> flags, String source, String problem) throws Exception {
        try (Program program = Program.rundelta(folder, flags, onSpark(source))) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("rundelta: " + source + ": ")
                    .contains(problem);
        }
    }
}
