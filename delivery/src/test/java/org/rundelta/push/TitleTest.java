package org.rundelta.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleTest {
    @TempDir
    Path folder;

    @Test
    void orderIsMediaThenManifestsFromTheLeavesUp() throws IOException {
        new TestTitle()
                .with("a/index.M3U8", "")
                .with("master.m3u8", "")
                .with("z.m4s", "")
                .with("a/deep/er/index.m3u8", "")
                .with("a/0.m4s", "")
                .writeTo(folder);
        assertThat(Title.read(folder).files())
                .extracting(TitleFile::path)
                .containsExactly(
                        "a/0.m4s", "z.m4s", "a/deep/er/index.m3u8", "a/index.M3U8", "manifest.mpd", "master.m3u8");
    }

    @Test
    void folderWithoutManifestIsRefused() throws IOException {
        Files.writeString(folder.resolve("0.m4s"), "media");
        Files.writeString(folder.resolve(".manifest.mpd"), "hidden");
        assertThatIOException().isThrownBy(() -> Title.read(folder)).withMessageContaining("has no manifest");
    }

    @Test
    void fileOrNothingInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("manifest.mpd"), "");
        assertThatIOException().isThrownBy(() -> Title.read(file)).withMessageContaining("is not a folder");
        assertThatIOException()
                .isThrownBy(() -> Title.read(folder.resolve("absent")))
                .withMessageContaining("absent is not a folder");
    }

    @Test
    void linkWithinTheTitleStandsForItsFile() throws IOException {
        new TestTitle().with("a/0.m4s", "media").writeTo(folder);
        Files.createSymbolicLink(folder.resolve("a/1.m4s"), Path.of("0.m4s"));
        Title title = Title.read(folder);
        assertThat(Channels.newInputStream(title.open(title.media().get(1)))).hasContent("media");
    }

    @Test
    void linkOutOfTheTitleIsRefused() throws IOException {
        Path title = folder.resolve("title");
        Path secret = Files.writeString(folder.resolve("secret"), "precious");
        for (Path destination : new Path[] {secret, folder, Path.of("dangling")}) {
            new TestTitle().writeTo(title);
            Path link = Files.createSymbolicLink(title.resolve("0.m4s"), destination);
            assertThatIOException().isThrownBy(() -> Title.read(title)).withMessageContaining(link + " is a link");
        }
    }

    @Test
    void controlCharacterInANameIsRefused() throws IOException {
        new TestTitle().with("a\nb.m4s", "").writeTo(folder);
        assertThatIOException().isThrownBy(() -> Title.read(folder)).withMessageContaining("control character");
    }
}
