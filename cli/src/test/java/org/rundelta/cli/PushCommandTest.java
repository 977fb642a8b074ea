package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushCommandTest {

    @TempDir
    private Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws IOException {
        title = Files.createDirectories(folder.resolve("title"));
        Files.createDirectory(title.resolve("exact"));
        Files.writeString(title.resolve("manifest.mpd"), "manifest");
        Files.writeString(title.resolve("exact/1.m4s"), "first");
        Files.writeString(title.resolve("exact/2.m4s"), "second");
    }

    @ParameterizedTest
    @CsvSource({"--connections, 0", "--grace, -1", "--limit-rate, fast", "--verify, most", "--sync, soon"})
    void wrongValuesAreWrongUsage(String option, String value) {
        assertThat(CommandRun.of("push", "--no-check", title, "--to", folder.resolve("a"), option, value)
                        .assertWrongUsage())
                .contains(option);
    }

    @Test
    void everyTargetGetsTheTitle() throws IOException {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        JsonNode pushed = CommandRun.of("push", "--no-check", title, "--to", a, b, "--json")
                .assertDone()
                .json()
                .get("pushed");
        assertThat(pushed).hasSize(2);
        assertThat(pushed.get(0).fieldNames())
                .toIterable()
                .containsExactly("target", "files", "bytes", "skipped", "deleted", "stale");
        assertThat(pushed.get(1).get("target").asText()).isEqualTo(b.toString());
        assertThat(pushed.get(1).get("files").asInt()).isEqualTo(3);
        assertThat(pushed.get(1).get("bytes").asInt()).isEqualTo(19);
        assertThat(b.resolve("exact/2.m4s")).hasContent("second");
    }

    @Test
    void withLessCare() throws IOException {
        Path target = folder.resolve("a");
        CommandRun.of("push", "--no-check", title, "--to", target, "--verify", "size", "--sync", "never")
                .assertDone();
        assertThat(target.resolve("exact/2.m4s")).hasContent("second");
        assertThat(CommandRun.of("push", "--no-check", title, "--to", target, "--via", "swarm", "--sync", "never")
                        .assertWrongUsage())
                .contains("--via swarm hashes each piece");
    }

    @Test
    void secondPushCopiesWhatChanged() throws IOException {
        Path target = folder.resolve("a");
        CommandRun.of("push", "--no-check", title, "--to", target).assertDone();
        Files.writeString(title.resolve("exact/2.m4s"), "another");
        CommandRun run =
                CommandRun.of("push", "--no-check", title, "--to", target).assertDone();
        assertThat(run.out().strip()).isEqualTo(target + ": 1 copied (7 bytes), 2 there already, 0 deleted");
    }

    @Test
    void staleFilesGoOnRequest() throws IOException {
        Path target = folder.resolve("a");
        CommandRun.of("push", "--no-check", title, "--to", target).assertDone();
        Files.delete(title.resolve("exact/2.m4s"));
        CommandRun.of("push", "--no-check", title, "--to", target).assertDone();
        assertThat(target.resolve("exact/2.m4s")).exists();
        CommandRun.of("push", "--no-check", title, "--to", target, "--delete-stale", "--grace", "0")
                .assertDone();
        assertThat(target.resolve("exact/2.m4s")).doesNotExist();
    }

    @Test
    void dryRunSaysWhatItWouldDo() {
        Path target = folder.resolve("a");
        CommandRun run = CommandRun.of("push", "--no-check", title, "--to", target, "--dry-run")
                .assertDone();
        assertThat(run.out().strip())
                .isEqualTo(target + ": 3 to be copied (19 bytes), 0 there already, 0 to be deleted");
        assertThat(run.err().lines())
                .containsExactly(
                        "rundelta: " + target + ": would copy exact/1.m4s",
                        "rundelta: " + target + ": would copy exact/2.m4s",
                        "rundelta: " + target + ": would copy manifest.mpd");
        assertThat(target).doesNotExist();
        assertThat(CommandRun.of("push", "--no-check", title, "--to", target, "--dry-run", "-q")
                        .err())
                .isEmpty();
    }

    @Test
    void oneFailingTargetDoesNotStopTheOthers() throws IOException {
        Path bad = Files.writeString(folder.resolve("file"), "in the way");
        Path good = folder.resolve("good");
        CommandRun run = CommandRun.of("push", "--no-check", title, "--to", bad, good, "--json");
        assertThat(run.assertReportsAndFails()).contains("cannot push to " + bad);
        assertThat(run.json().get("pushed")).hasSize(1);
        assertThat(good.resolve("manifest.mpd")).exists();
    }

    @Test
    void whatIsNoTitleFails() throws IOException {
        Path target = folder.resolve("a");
        Path missing = folder.resolve("missing");
        assertThat(CommandRun.of("push", missing, "--to", target).assertFailsWithOneLine())
                .startsWith(missing.toString());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(CommandRun.of("push", empty, "--to", target).assertFailsWithOneLine())
                .contains("has no manifest");
        assertThat(target).doesNotExist();
    }

    @Test
    void brokenTitleIsRefused() throws IOException {
        Path source = DrawnVideo.constantRate(64, 48, 30).store(folder.resolve("source.mkv"));
        Path packaged = folder.resolve("packaged");
        Path target = folder.resolve("a");
        CommandRun.of("package", source, "-o", packaged, "--push", target).assertDone();
        CommandRun.of("push", packaged, "--to", target).assertDone();
        Files.writeString(packaged.resolve("notes.txt"), "mine");
        assertThat(CommandRun.of("push", packaged, "--to", folder.resolve("b")).assertFailsWithOneLine())
                .isEqualTo(
                        packaged + ": not pushed: notes.txt: no manifest names this file, expected only files that are"
                                + " named; inspect --check lists all, package it anew");
        assertThat(folder.resolve("b")).doesNotExist();
        CommandRun.of("push", "--no-check", packaged, "--to", folder.resolve("b"))
                .assertDone();
    }

    @Test
    void targetsAreNeededAndKnown() {
        CommandRun.of("push", title).assertWrongUsage();
        assertThat(CommandRun.of("push", "--no-check", title, "--to", "gopher://edge/title")
                        .assertFailsWithOneLine())
                .contains("gopher://edge/title");
    }

    @Test
    void sameTargetTwiceIsRefusedWithoutItsPassword() {
        assertThat(CommandRun.of(
                                "push",
                                "--no-check",
                                title,
                                "--to",
                                "https://me:geheim@edge.invalid/title",
                                "https://you:geheim@edge.invalid/title/")
                        .assertFailsWithOneLine())
                .isEqualTo("push target https://edge.invalid/title/ is named twice: name each once");
        Path target = folder.resolve("a");
        Path same = folder.resolve("b").resolve("..").resolve("a");
        assertThat(CommandRun.of("push", "--no-check", title, "--to", target, same)
                        .assertFailsWithOneLine())
                .endsWith("is named twice: name each once");
        assertThat(target).doesNotExist();
    }

    @Test
    void emptyNamesAreNotTheWorkingDirectory() {
        assertThat(CommandRun.of("push", "", "--to", folder.resolve("a")).assertWrongUsage())
                .contains("the name of a file or folder is empty");
        assertThat(CommandRun.of("push", "--no-check", title, "--to", "").assertFailsWithOneLine())
                .isEqualTo("a push target is empty: name a directory or a URL");
    }

    @Test
    void portThatIsNoneIsOneLine() {
        assertThat(CommandRun.of("push", "--no-check", title, "--to", "http://127.0.0.1:99999/x/")
                        .assertFailsWithOneLine())
                .isEqualTo("cannot push to http://127.0.0.1:99999/x/: it is no URL of a folder: write"
                        + " https://host/folder/, with %20 for a blank");
    }
}
