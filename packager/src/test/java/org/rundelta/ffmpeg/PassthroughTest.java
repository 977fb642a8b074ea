package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.codec.Effort;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Representation;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioOptions;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.Packager;

/** Coded video and audio that become a title as they are; ffprobe says what they were. */
class PassthroughTest {
    private static final Duration LENGTH = Duration.ofMillis(3400);

    @TempDir
    private Path folder;

    /** A packet: hash of its bytes, and when it is shown, in ticks since the first video frame. */
    private record Packet(String hash, long time) {}

    @ParameterizedTest
    @CsvSource({
        "a.mp4, libx264, aac, avc1.64000A",
        "a.mkv, libx264, libopus, avc1.64000A",
        "a.mp4, libx265, libopus, hev1.1.6.L30.90",
        "a.webm, libvpx-vp9, libopus, vp09.00.10.08",
        "a.mp4, libsvtav1, aac, av01.0.00M.08",
    })
    void packetsStayWhatTheyAre(String file, String video, String audio, String codecs) throws Exception {
        encode(file, "80x48", video, audio);
        Mpd title = title(file);
        List<AdaptationSet> sets = title.periods().get(0).adaptationSets();
        Representation picture = sets.get(0).representations().get(0);
        assertThat(picture.codecs()).isEqualTo(codecs);
        assertThat(packets(title, picture)).isEqualTo(probe(file, "v"));
        // the last 0.4 s are no segment of their own
        assertThat(picture.segmentTemplate().segments(LENGTH)).hasSize(3);
        Representation sound = sets.get(1).representations().get(0);
        List<Packet> packets = packets(title, sound);
        List<Packet> source = probe(file, "a");
        assertThat(packets)
                .extracting(Packet::hash)
                .isEqualTo(source.stream().map(Packet::hash).toList());
        boolean isExact = file.endsWith("mp4");
        for (int i = 0; i < packets.size(); i++) {
            long time = source.get(i).time() * (isExact ? 1 : 48);
            assertThat(Math.abs(packets.get(i).time() - time)).isLessThanOrEqualTo(isExact ? 0 : 48);
        }
    }

    @Test
    void alignedFilesAreOneSet() throws Exception {
        encode("a.mp4", "80x48", "libx264", "aac");
        encode("b.mp4", "160x96", "libx264", "aac");
        Mpd title = title("a.mp4", "b.mp4");
        List<AdaptationSet> sets = title.periods().get(0).adaptationSets();
        assertThat(sets).hasSize(2);
        assertThat(sets.get(0).representations()).extracting(Representation::id).containsExactly("48p", "96p");
    }

    @Test
    void unalignedFilesAreRefused() throws Exception {
        encode("a.mp4", "80x48", "libx264", "aac");
        encode("b.mp4", "80x48", "libx264", "aac", "-force_key_frames", "0,1,2.2");
        assertThatThrownBy(() -> title("a.mp4", "b.mp4"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        ".*b.mp4: has no keyframe at 2.000 s, where a segment of .*a.mp4 begins; encode both with a"
                                + " keyframe every 1 s .*");
        assertThat(folder.resolve("title")).doesNotExist();
    }

    @Test
    void aBeginningThatAnEditListCutsIsRefused() throws Exception {
        encode("a.mp4", "80x48", "libx264", "aac");
        Tool.ffmpeg(folder, "-y", "-ss", "1.5", "-i", "a.mp4", "-c", "copy", "b.mp4");
        assertThatThrownBy(() -> title("b.mp4"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        ".*b.mp4: its video cannot be taken as it is \\(it is not shown from a keyframe on, as"
                                + " an edit list can say\\); encode it");
        assertThat(folder.resolve("title")).doesNotExist();
    }

    @Test
    void openGopsAreRefused() throws Exception {
        encode("a.mp4", "80x48", "libx264", "aac", "-bf", "2", "-x264-params", "open-gop=1");
        assertThatThrownBy(() -> title("a.mp4"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(".*a.mp4: frames shown before the keyframe at 1.000 s come after it .*");
        assertThat(folder.resolve("title")).doesNotExist();
    }

    private void encode(String file, String size, String video, String audio, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + size + ":rate=25:duration=3.4",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=3.4:sample_rate=48000",
                "-c:v",
                video,
                "-c:a",
                audio,
                "-pix_fmt",
                "yuv420p",
                "-force_key_frames",
                "expr:gte(t,n_forced)"));
        if (video.equals("libsvtav1")) {
            command.addAll(List.of("-svtav1-params", "lp=1", "-g", "25"));
        }
        command.addAll(List.of(options));
        command.add(file);
        Tool.ffmpeg(folder, command.toArray(String[]::new));
    }

    private Mpd title(String... files) throws Exception {
        List<MediaInput> inputs = Arrays.stream(files)
                .map(file -> (MediaInput) new FfmpegInput(folder.resolve(file).toString()))
                .toList();
        Path output = folder.resolve("title");
        AudioOptions audio = new AudioOptions(AudioOptions.DEFAULT.choices(), List.of(AudioCodec.COPY), 0);
        PackageOptions options =
                new PackageOptions(output, null, Duration.ofSeconds(1), Effort.FAST, 2).withAudio(audio);
        Packager.run(inputs, options, PackageListener.NONE);
        return MpdReader.read(output.resolve(Packager.MANIFEST));
    }

    private List<Packet> packets(Mpd title, Representation representation) throws Exception {
        assertThat(title.periods()).hasSize(1);
        List<Path> files = new ArrayList<>();
        Path root = folder.resolve("title");
        files.add(root.resolve(representation.segmentTemplate().initializationUrl(representation)));
        representation.segmentTemplate().mediaUrls(representation, LENGTH).forEach(url -> files.add(root.resolve(url)));
        List<Packet> packets = new ArrayList<>();
        try (FragmentReader reader = FragmentReader.open(files)) {
            Track track = reader.init().tracks().get(0);
            for (Sample sample = reader.next(track.id()); sample != null; sample = reader.next(track.id())) {
                packets.add(new Packet(md5(sample.data()), sample.presentationTime() - track.mediaStart()));
            }
        }
        return packets;
    }

    private static String md5(byte[] data) throws Exception {
        return String.format(
                Locale.ROOT,
                "%032x",
                new BigInteger(1, MessageDigest.getInstance("MD5").digest(data)));
    }

    private List<Packet> probe(String file, String kind) throws Exception {
        List<Packet> packets = new ArrayList<>();
        for (String line : Tool.ffprobe(
                folder,
                "-select_streams",
                kind,
                "-show_data_hash",
                "MD5",
                "-show_entries",
                "packet=pts,data_hash",
                "-of",
                "csv=p=0",
                file)) {
            String[] cells = line.split(",", -1);
            packets.add(new Packet(cells[1].replace("MD5:", ""), Long.parseLong(cells[0])));
        }
        return packets;
    }
}
