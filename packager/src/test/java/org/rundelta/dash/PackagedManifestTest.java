package org.rundelta.dash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.codec.Effort;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioOptions;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.LanguageTag;
import org.rundelta.packager.Layout;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Pathways;
import org.rundelta.packager.TextChoice;
import org.rundelta.packager.TextFormat;
import org.rundelta.packager.TextOptions;
import org.rundelta.packager.ThumbnailOptions;
import org.rundelta.packager.TrackDescription;

/** The manifest of a title with everything that one can have, as the schema of the standard sees it. */
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
                "-map",
                "0",
                "-map",
                "1",
                "-map",
                "1",
                "-metadata:s:a:1",
                "language=fin",
                "-metadata:s:a:1",
                "title=R&D <crew>",
                "clip.mkv");
        AudioOptions audio =
                new AudioOptions(AudioOptions.DEFAULT.choices(), List.of(AudioCodec.AAC, AudioCodec.OPUS), 0);
        PackageOptions options = new PackageOptions(
                        folder.resolve("title"), Ladder.LOSSLESS, Duration.ofSeconds(1), Effort.FAST, 2)
                .withAudio(audio)
                .withThumbnails(new ThumbnailOptions(true, 0))
                .withTrickPlay(true);
        Pathways pathways = new Pathways(List.of(new BaseUrl("a", "https://a.example/")), "https://steer.example/");
        Path text = Files.writeString(folder.resolve("text.srt"), "1\n00:00:00,000 --> 00:00:01,000\ntext\n");
        TrackDescription caption = new TrackDescription(new LanguageTag("pt-BR"), "caption", null);
        for (Layout layout : Layout.values()) {
            for (TextFormat format : TextFormat.values()) {
                Packager.run(
                        new FfmpegInput(folder.resolve("clip.mkv").toString()),
                        options.withLayout(layout, pathways)
                                .withText(new TextOptions(List.of(new TextChoice(text, caption)), format)),
                        PackageListener.NONE);
                judge.accepts(Files.readAllBytes(folder.resolve("title").resolve(Packager.MANIFEST)));
            }
        }
    }
}
