package org.rundelta.dash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.codec.Effort;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.Packager;

/** The manifest of a title with video and audio, as the schema of the standard sees it. */
class PackagedManifestTest {
    @TempDir
    private Path folder;

    @Test
    void schemaAcceptsIt() throws Exception {
        SchemaJudge judge = new SchemaJudge();
        Tool.ffmpeg(
                folder,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=64x48:rate=30000/1001:duration=2",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=2",
                "clip.mp4");
        PackageOptions options =
                new PackageOptions(folder.resolve("title"), Ladder.LOSSLESS, Duration.ofSeconds(1), Effort.BALANCED, 2);
        Packager.run(new FfmpegInput(folder.resolve("clip.mp4").toString()), options, PackageListener.NONE);
        judge.accepts(Files.readAllBytes(folder.resolve("title").resolve(Packager.MANIFEST)));
    }
}
