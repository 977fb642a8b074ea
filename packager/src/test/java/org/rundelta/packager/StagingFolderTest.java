package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingFolderTest {
    @TempDir
    private Path folder;

    @Test
    void disappearsWithAllThatIsInIt() throws IOException {
        Path path = folder.resolve("title").resolve(".staging");
        try (StagingFolder staging = StagingFolder.open(path)) {
            assertThat(staging.path()).isEqualTo(path).isDirectory();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("file"), "text");
        }
        assertThat(folder.resolve("title")).doesNotExist();
    }

    @Test
    void leavesWhatWasAroundItOrCameThere() throws IOException {
        Path before = Files.createDirectory(folder.resolve("before"));
        StagingFolder.open(before.resolve(".staging")).close();
        assertThat(before).isEmptyDirectory();
        Path after = folder.resolve("after");
        try (StagingFolder staging = StagingFolder.open(after.resolve(".staging"))) {
            Files.writeString(staging.path().resolveSibling("manifest.mpd"), "text");
        }
        assertThat(after).isDirectoryContaining("glob:**/manifest.mpd");
    }

    @Test
    void keepsASecondRunOut() throws IOException {
        Path path = folder.resolve(".staging");
        try (StagingFolder first = StagingFolder.open(path)) {
            Path file = Files.writeString(first.path().resolve("file"), "work");
            assertThatThrownBy(() -> StagingFolder.open(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(folder + ": ")
                    .hasMessageContaining("wait");
            assertThat(file).hasContent("work");
        }
        try (StagingFolder second = StagingFolder.open(path)) {
            assertThat(second.path()).isDirectory();
        }
    }

    @Test
    void takesOverWhatADeadRunLeft() throws IOException {
        Path path = folder.resolve(".staging");
        Files.writeString(Files.createDirectories(path.resolve("exact")).resolve("0.m4s"), "half a segm");
        Files.writeString(path.resolve("lock"), "");
        try (StagingFolder staging = StagingFolder.open(path)) {
            assertThat(staging.path()).isDirectoryNotContaining("glob:**/exact");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void deletesLinksAndNotWhatTheyLeadTo() throws IOException {
        Path kept =
                Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("file"), "text");
        Path path = Files.createDirectory(folder.resolve(".staging"));
        Files.createSymbolicLink(path.resolve("link"), kept.getParent());
        StagingFolder.open(path).close();
        assertThat(kept).hasContent("text");
        assertThat(path).doesNotExist();
    }

    @Test
    void saysWhatIsInTheWay() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "paths under files differ there");
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThatThrownBy(() -> StagingFolder.open(file.resolve("title").resolve(".staging")))
                .isInstanceOf(FileSystemException.class);
        assertThat(file).hasContent("text");
    }
}
