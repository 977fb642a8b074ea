package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryTargetTest extends PushTargetContract {
    @Override
    String target() {
        return root().toString();
    }

    @Override
    PushTarget open(Path title) throws IOException {
        return DirectoryTarget.open(target(), title, PushCare.FULL);
    }

    @Override
    Map<String, byte[]> visible() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : files(root())) {
            String path = root().relativize(file).toString();
            if (!path.startsWith(".") && !path.contains("/.")) {
                files.put(path, Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Override
    int partials() throws IOException {
        return (int) files(root()).stream()
                .filter(file -> file.toString().endsWith(".partial"))
                .count();
    }

    @Override
    void plant(String path, byte[] bytes) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Path root() {
        return folder.resolve("cdn/eu west");
    }

    @Test
    void fileUrlNamesADirectory() throws Exception {
        String url = root().toUri().toString();
        assertThat(url).startsWith("file:///").contains("eu%20west");
        PushReport report = publish(title("media"), url);
        assertThat(report.pushed()).extracting(PushResult::target).containsExactly(url);
        assertThat(visible()).containsOnlyKeys("manifest.mpd", "video/0.m4s");
    }

    @Test
    void staleFoldersGoWithTheirLastFile() throws Exception {
        publish(title("media"), target());
        Path title = folder.resolve("other");
        new TestTitle().with("audio/0.m4s", "sound").writeTo(title);
        Publisher.publish(
                title,
                List.of(target()),
                new PushOptions(Optional.of(Duration.ZERO), false, PushOptions.CONNECTIONS, 0, PushCare.FULL),
                PushListener.NONE);
        assertThat(root().resolve("video")).doesNotExist();
        assertThat(root().resolve("audio/0.m4s")).exists();
    }

    @Test
    void folderThatWasEmptiedIsMadeAgain() throws Exception {
        publish(title("media"), target());
        Files.delete(root().resolve("video/0.m4s"));
        publish(folder.resolve("title"), target());
        assertThat(visible()).containsOnlyKeys("manifest.mpd", "video/0.m4s");
    }

    @Test
    void partialsOfDeadPushesAreClearedAndOthersKept() throws Exception {
        publish(title("media"), target());
        Path dead = root().resolve("video/.0.m4s.0123456789abcdef.partial");
        Path foreign = root().resolve("video/.holiday.jpg.0123456789abcdef.partial");
        Files.writeString(dead, "half");
        Files.writeString(foreign, "half");
        publish(folder.resolve("title"), target());
        assertThat(dead).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void recordCannotNameFilesOutsideTheTarget() throws Exception {
        Path outside = folder.resolve("cdn/outside.txt");
        publish(title("media"), target());
        Files.writeString(outside, "precious");
        Files.writeString(
                root().resolve(".rundelta-push/files"),
                "../outside.txt\n" + outside + "\nvideo/../../outside.txt\n\u0000\n//\n");
        Publisher.publish(
                folder.resolve("title"),
                List.of(target()),
                new PushOptions(Optional.of(Duration.ZERO), false, PushOptions.CONNECTIONS, 0, PushCare.FULL),
                PushListener.NONE);
        assertThat(outside).hasContent("precious");
    }

    @Test
    void pushOfAnotherProcessIsKeptOut() throws Exception {
        Path title = title("media");
        try (PushTarget live = open(title)) {
            live.begin();
            Process other = PublishInOwnProcess.start(title, List.of(target()), ProcessBuilder.Redirect.PIPE);
            String errors = new String(other.getErrorStream().readAllBytes(), UTF_8);
            assertThat(other.waitFor()).isEqualTo(1);
            assertThat(errors).contains("another push to it is under way");
        }
        Process next = PublishInOwnProcess.start(title, List.of(target()), ProcessBuilder.Redirect.INHERIT);
        assertThat(next.waitFor()).isZero();
        assertThat(visible()).containsOnlyKeys("manifest.mpd", "video/0.m4s");
    }

    @Test
    void linkInTheTargetIsNotFollowedOutOfIt() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(root());
        Files.createSymbolicLink(root().resolve("video"), outside);
        assertFails(title("media"), target(), "video/0.m4s would lie outside of it, by a link in the target");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void linkInPlaceOfAFileIsReplacedNotWrittenThrough() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "precious");
        Files.createDirectories(root().resolve("video"));
        Files.createSymbolicLink(root().resolve("video/0.m4s"), outside);
        publish(title("media"), target());
        assertThat(outside).hasContent("precious");
        assertThat(visible().get("video/0.m4s")).asString().isEqualTo("media");
    }

    @Test
    void targetMayBeALinkToAFolder() throws Exception {
        Path real = Files.createDirectories(folder.resolve("real"));
        Files.createDirectories(root().getParent());
        Files.createSymbolicLink(root(), real);
        publish(title("media"), target());
        assertThat(real.resolve("video/0.m4s")).hasContent("media");
    }

    @Test
    void overlapWithTheTitleIsRefused() throws Exception {
        Path title = title("media");
        assertFails(title, title.toString(), "overlaps with the title");
        assertFails(title, title.resolve("new/cdn").toString(), "overlaps with the title");
        assertFails(title, folder.toString(), "overlaps with the title");
        Path link = Files.createSymbolicLink(folder.resolve("link"), title);
        assertFails(title, link.resolve("cdn").toString(), "overlaps with the title");
        assertThat(title.resolve("new")).doesNotExist();
    }

    @Test
    void targetThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        assertFails(title("media"), file.toString(), file + ": it is a file: push to a folder");
        assertFails(title("media"), file.resolve("below").toString(), "file/below: Not a directory");
        assertThat(file).hasContent("precious");
    }

    @Test
    void folderInPlaceOfAFileIsRefused() throws Exception {
        Files.createDirectories(root().resolve("video/0.m4s/folder"));
        assertFails(title("media"), target(), "video/0.m4s is a file of the title but a folder there");
        assertThat(visible()).doesNotContainKey("manifest.mpd");
        assertThat(partials()).isZero();
    }

    @Test
    void oneFailingTargetDoesNotStopTheOthers() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        Path title = title("media");
        String first = folder.resolve("first").toString();
        List<String> targets = List.of(first, file.toString(), target(), title.toString());
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> Publisher.publish(title, targets, PushOptions.DEFAULT, PushListener.NONE))
                .withMessageStartingWith("cannot push to " + file + ": ")
                .withMessageContaining("; nor to " + title + ": ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
                .satisfies(e -> assertThat(e.report().pushed())
                        .extracting(PushResult::target)
                        .containsExactly(first, target()));
        assertThat(visible()).containsOnlyKeys("manifest.mpd", "video/0.m4s");
    }

    @Test
    void unknownSchemeIsRefusedBeforeAnythingIsDone() throws Exception {
        Path title = title("media");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish(title, target(), "ftp://host/x"))
                .withMessageContainingAll("ftp://host/x", "a directory or a file, http, https, s3 URL");
        assertThat(root()).doesNotExist();
    }

    @Test
    void targetsMustBeNamedOnce() throws Exception {
        Path title = title("media");
        assertThatIllegalArgumentException().isThrownBy(() -> publish(title));
        assertThatIllegalArgumentException().isThrownBy(() -> publish(title, target(), target()));
    }

    @Test
    void badFileUrlIsRefused() throws Exception {
        assertFails(title("media"), "file://host/x", "file URL of this machine");
    }

    @Test
    void fullDiskLeavesNoPartialAndNoManifest() throws Exception {
        Path mount = Files.createDirectories(root());
        assumeThat(command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount.toString()))
                .as("exit code of mounting a small tmpfs, which needs root")
                .isZero();
        try {
            Path title = title("x".repeat(1_000_000));
            String full = "cannot write video/0.m4s: the disk is full; make room";
            assertFails(title, target(), full);
            assertThat(partials()).isZero();
            PushOptions hasty =
                    new PushOptions(Optional.empty(), false, 4, 0, new PushCare(false, PushCare.Sync.NEVER));
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> Publisher.publish(title, List.of(target()), hasty, PushListener.NONE))
                    .withMessageContaining(full);
            assertThat(partials()).isZero();
            assertThat(visible()).isEmpty();
            title("small enough");
            publish(title, target());
            assertThat(visible()).containsOnlyKeys("manifest.mpd", "video/0.m4s");
        } finally {
            command("umount", mount.toString());
        }
    }

    @Test
    void readOnlyTargetIsRefusedInOneLine() throws Exception {
        Path mount = Files.createDirectories(root());
        assumeThat(command("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", mount.toString()))
                .as("exit code of mounting a read-only tmpfs, which needs root")
                .isZero();
        try {
            assertFails(title("media"), target(), "Read-only file system");
        } finally {
            command("umount", mount.toString());
        }
    }

    private static int command(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1; // no such command on this system
        }
    }

    private Path title(String media) throws IOException {
        Path title = folder.resolve("title");
        new TestTitle().with("video/0.m4s", media).writeTo(title);
        return title;
    }

    private static PushReport publish(Path title, String... targets) throws Exception {
        return Publisher.publish(title, List.of(targets), PushOptions.DEFAULT, PushListener.NONE);
    }

    private static void assertFails(Path title, String target, String message) {
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> publish(title, target))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("null"));
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
