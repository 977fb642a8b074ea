package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.codec.Effort;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Representation;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.Tool;

/** Audio tracks from the input to the manifest, and what ffprobe makes of them. */
class PackagedAudioTest {
    @TempDir
    private Path folder;

    private Path source;
    private Path output;

    @BeforeEach
    void makeSource() throws Exception {
        source = folder.resolve("source.mkv");
        output = folder.resolve("title");
        Tool.ffmpeg(
                folder,
                ("-f lavfi -i testsrc2=size=64x48:rate=10:duration=3 -f lavfi -i sine=duration=3 -map 0 -map 1 -map 1"
                                + " -metadata:s:a:0 language=eng -metadata:s:a:1 language=ger -metadata:s:a:1 title=Regie"
                                + " -disposition:a:1 comment -c:v ffv1 -c:a flac source.mkv")
                        .split(" "));
    }

    static Stream<Arguments> choices() {
        AudioChoice all = new AudioChoice.AllTracks();
        AudioChoice one = new AudioChoice.OneTrack(1, TrackDescription.NONE);
        AudioChoice two = new AudioChoice.OneTrack(2, new TrackDescription(new LanguageTag("gsw"), "main", null));
        return Stream.of(
                Arguments.of(
                        List.of(all),
                        List.of(AudioCodec.AAC),
                        List.of("audio-en en main [] mp4a.40.2", "audio-de de commentary [Regie] mp4a.40.2")),
                Arguments.of(List.of(), List.of(AudioCodec.AAC), List.of()),
                Arguments.of(
                        List.of(two, one),
                        List.of(AudioCodec.AAC),
                        List.of("audio-gsw gsw main [Regie] mp4a.40.2", "audio-en en alternate [] mp4a.40.2")),
                Arguments.of(
                        List.of(one, one),
                        List.of(AudioCodec.AAC, AudioCodec.OPUS),
                        List.of(
                                "audio-en-aac en main [] mp4a.40.2",
                                "audio-en-opus en main [] opus",
                                "audio-en-aac-2 en alternate [] mp4a.40.2",
                                "audio-en-opus-2 en alternate [] opus")));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void tracksAreDescribed(List<AudioChoice> choices, List<AudioCodec> codecs, List<String> expected)
            throws Exception {
        run(new AudioOptions(choices, codecs, 0));
        List<String> sets = new ArrayList<>();
        for (AdaptationSet set : mpd().periods().get(0).adaptationSets()) {
            if (set.contentType().equals("audio")) {
                Representation audio = set.representations().get(0);
                String role = set.roles().get(0).value();
                sets.add(String.join(
                        " ", audio.id(), set.lang(), role, set.labels().toString(), audio.codecs()));
            }
        }
        assertThat(sets).isEqualTo(expected);
        new PackagedTitle(output).assertComplete();
    }

    /** 3 s are 150 packets of 20 ms, and one for the 312 samples before them, which are not presented. */
    @Test
    void ffprobeReadsOpus() throws Exception {
        AudioChoice one = new AudioChoice.OneTrack(1, TrackDescription.NONE);
        run(new AudioOptions(List.of(one), List.of(AudioCodec.OPUS), 32_000));
        assertThat(probe("audio", "stream=codec_name,sample_rate,channels")).containsExactly("opus,48000,1");
        List<String> times = probe("audio", "packet=pts");
        assertThat(times).hasSize(151).startsWith("-312", "648").endsWith("143688");
        long bytes = probe("audio", "packet=size").stream()
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(bytes * 8 / 3).isBetween(20_000L, 40_000L);
    }

    @Test
    void aTrackThatIsNotThereIsNamed() {
        AudioChoice three = new AudioChoice.OneTrack(3, TrackDescription.NONE);
        assertThatIOException()
                .isThrownBy(() -> run(new AudioOptions(List.of(three), List.of(AudioCodec.AAC), 0)))
                .withMessage(source + ": it has no audio track 3, but 1 to 2; choose another, or none");
    }

    private void run(AudioOptions audio) throws Exception {
        PackageOptions options =
                new PackageOptions(output, Ladder.LOSSLESS, Duration.ofSeconds(1), Effort.FAST, 2).withAudio(audio);
        Packager.run(new FfmpegInput(source.toString()), options, PackageListener.NONE);
    }

    private Mpd mpd() throws Exception {
        return MpdReader.read(output.resolve("manifest.mpd"));
    }

    /** What ffprobe says of the initialization and media segments of a representation, one after the other. */
    private List<String> probe(String id, String entries) throws Exception {
        try (OutputStream out = Files.newOutputStream(folder.resolve("whole.mp4"))) {
            for (String file : ManifestFiles.of(mpd())) {
                if (file.startsWith(id + "/")) {
                    Files.copy(output.resolve(file), out);
                }
            }
        }
        return Tool.ffprobe(folder, "-show_entries", entries, "-of", "csv=p=0", "whole.mp4");
    }
}
