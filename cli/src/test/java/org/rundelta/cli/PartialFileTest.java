package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {

    @TempDir
    private Path folder;

    @Test
    void completeFileGetsItsName() throws IOException {
        Path target = folder.resolve("out.mp4");
        try (PartialFile file = PartialFile.of(target)) {
            Files.writeString(file.path(), "content");
            assertThat(target).doesNotExist();
            assertThat(file.path().getParent()).isEqualTo(folder.toRealPath());
            assertThat(file.path().toString()).endsWith(".mp4");
            file.complete();
        }
        assertThat(target).hasContent("content");
        assertThat(files()).containsExactly("out.mp4");
    }

    @Test
    void abandonedFileLeavesTheOldOne() throws IOException {
        Path target = Files.writeString(folder.resolve("out.mp4"), "old");
        try (PartialFile file = PartialFile.of(target)) {
            Files.writeString(file.path(), "half of the ne");
        }
        assertThat(target).hasContent("old");
        assertThat(files()).containsExactly("out.mp4");
    }

    @Test
    void symbolicLinkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.mp4"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), real);
        try (PartialFile file = PartialFile.of(link)) {
            Files.writeString(file.path(), "new");
            file.complete();
        }
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void deviceIsWrittenInPlace() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "needs /dev/null");
        try (PartialFile file = PartialFile.of(device)) {
            assertThat(file.path()).isEqualTo(device);
            file.complete();
        }
        assertThat(device)
                .exists()
                .satisfies(path -> assertThat(Files.isRegularFile(path)).isFalse());
    }

    @Test
    void folderIsRefused() {
        assertThatThrownBy(() -> PartialFile.of(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": is a folder; name a file");
    }

    @Test
    void standardOutputHasAnotherName() {
        assertThatThrownBy(() -> PartialFile.of(Path.of("-")))
                .isInstanceOf(IOException.class)
                .hasMessage("-: name a file; standard output is /dev/stdout, a file of that name ./-");
    }

    @Test
    void messagesNameTheFileThatIsWanted() {
        Path target = Path.of("/proc/out.mp4");
        assumeTrue(Files.isDirectory(target.getParent()), "needs /proc");
        assertThatThrownBy(() -> PartialFile.of(target))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(target.toString());
    }

    @Test
    void probeLeavesNothing() throws IOException {
        PartialFile.probe(null);
        PartialFile.probe(Files.writeString(folder.resolve("old"), "old"));
        PartialFile.probe(folder.resolve("new"));
        assertThat(files()).containsExactly("old");
        assertThat(folder.resolve("old")).hasContent("old");
    }

    @Test
    void missingFolderIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> PartialFile.of(missing.resolve("out.mp4")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
        assertThat(missing).doesNotExist();
    }

    @Test
    void interruptLeavesNothingBehind() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesForEver.class.getName(),
                        folder.resolve("out.mp4").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('.');
        assertThat(files()).hasSize(1);
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                .start()
                .waitFor();
        boolean isEnded = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(isEnded)
                .as("ended by SIGINT, which a program inherits as ignored from who runs in the background")
                .isTrue();
        assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(files()).isEmpty();
    }

    /** A command that never gets done. */
    static final class WritesForEver {
        private WritesForEver() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            try (PartialFile file = PartialFile.of(Path.of(args[0]))) {
                Files.writeString(file.path(), "half");
                System.out.write('.');
                System.out.flush();
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
