package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioFormat;
import org.rundelta.packager.AudioTrack;
import org.rundelta.packager.LanguageTag;
import org.rundelta.packager.TrackDescription;

class FfmpegAudioEncoderTest {
    /** A beep of 50 ms from second 1, and another from second 3. */
    private static final String BEEPS =
            "aevalsrc='(between(t,1,1.05)+between(t,3,3.05))*sin(2*PI*1000*t)':s=%d:c=%s:d=4";

    @TempDir
    Path folder;

    /** What a player would hear, one array per channel. */
    private record Heard(int rate, int channels, float[] first, long end) {
        /** Seconds at which silence ends, looking from {@code from} seconds on. */
        double onset(double from) {
            int at = (int) (from * rate);
            while (at < first.length && Math.abs(first[at]) < 0.2) {
                at++;
            }
            return (double) at / rate;
        }

        /** Where the loudest sample is between two times in seconds. */
        int loudest(double from, double to) {
            int loudest = (int) (from * rate);
            for (int i = loudest; i < Math.min(first.length, to * rate); i++) {
                loudest = Math.abs(first[i]) > Math.abs(first[loudest]) ? i : loudest;
            }
            return loudest;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "out.mp4, 48000, stereo, -c:v libx264 -bf 3 -c:a aac",
        "out.mkv, 44100, mono, -c:v ffv1 -c:a pcm_s16le",
        "out.mkv, 96000, stereo, -c:v ffv1 -c:a flac",
        "out.mov, 192000, stereo, -c:v qtrle -c:a pcm_s16le",
        "out.ts, 48000, stereo, -c:v libx264 -bf 2 -c:a mp2",
        "out.webm, 48000, stereo, -c:v libvpx-vp9 -deadline realtime -c:a libopus",
        "out.mkv, 48000, 5.1, -c:v ffv1 -c:a flac",
        "out.mkv, 48000, 7.1, -c:v ffv1 -c:a pcm_s16le",
        "out.avi, 44100, stereo, -c:v mpeg4 -c:a pcm_s16le"
    })
    void beepsStayWhereTheyWere(String name, int rate, String layout, String codecs) throws Exception {
        make(name, rate, layout, "", "", codecs);
        Heard heard = listen(name);
        assertThat(heard.rate()).isEqualTo(rate == 192000 ? 48000 : rate);
        assertThat(heard.channels())
                .isEqualTo(
                        List.of("mono", "stereo", "5.1", "7.1").indexOf(layout) < 2
                                ? List.of("mono", "stereo").indexOf(layout) + 1
                                : 6);
        assertThat(heard.onset(0)).isCloseTo(1, within(0.004));
        assertThat(heard.onset(2)).isCloseTo(3, within(0.004));
        assertThat((double) heard.end() / heard.rate()).isCloseTo(4, within(0.1));
    }

    /** Impulses come out of the file at the very sample at which they went in. */
    @ParameterizedTest
    @CsvSource({
        "AAC, 48000, stereo, pcm_s16le, mov",
        "AAC, 44100, mono, aac, mp4",
        "AAC, 48000, 5.1, flac, mkv",
        "OPUS, 48000, stereo, pcm_s16le, mov",
        "OPUS, 48000, mono, libopus, mp4",
        "OPUS, 48000, quad, pcm_s16le, mov",
        "OPUS, 48000, 5.1, pcm_s16le, mov"
    })
    void clicksAreInSyncToTheSample(AudioCodec codec, int rate, String layout, String source, String container)
            throws Exception {
        String clicks =
                "aevalsrc='0.9*eq(n,%d)+0.9*eq(n,%d)':s=%d:c=%s:d=3".formatted(rate, 2 * rate + 7, rate, "mono");
        String name = "clicks." + container;
        Tool.ffmpeg(
                folder,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=32x32:duration=3",
                "-f",
                "lavfi",
                "-i",
                clicks,
                "-filter_complex",
                "[1]pan=" + layout + "|c0=c0[a]",
                "-map",
                "0",
                "-map",
                "[a]",
                "-c:v",
                "mpeg4",
                "-strict",
                "-2",
                "-c:a",
                source,
                name);
        Heard heard = listen(name, codec, Duration.ZERO);
        assertThat(heard.rate()).isEqualTo(rate);
        assertThat(heard.loudest(0, 1.5)).isEqualTo(rate);
        assertThat(heard.loudest(1.5, 3)).isEqualTo(2 * rate + 7);
    }

    @ParameterizedTest
    @EnumSource(names = {"AAC", "OPUS"})
    void aShortTrackEndsWithSilence(AudioCodec codec) throws Exception {
        make("short.mkv", 48000, "stereo", "", "", "-af atrim=0:2.5 -c:v ffv1 -c:a flac");
        Heard heard = listen("short.mkv", codec, Duration.ofSeconds(4));
        assertThat(heard.onset(0)).isCloseTo(1, within(0.01));
        assertThat(heard.onset(2)).isGreaterThan(3.9);
        assertThat(heard.end()).isBetween(4 * 48000L, 4 * 48000L + 2048);
    }

    @Test
    void aLateTrackBeginsWithSilence() throws Exception {
        make("late.mkv", 48000, "stereo", "", "-itsoffset 0.73", "-c:v ffv1 -c:a flac");
        assertThat(listen("late.mkv").onset(0)).isCloseTo(1.73, within(0.004));
    }

    @Test
    void anEarlyTrackLosesItsBeginning() throws Exception {
        make("early.mkv", 44100, "stereo", "-itsoffset 0.4", "", "-c:v ffv1 -c:a flac");
        assertThat(listen("early.mkv").onset(0)).isCloseTo(0.6, within(0.004));
    }

    @ParameterizedTest
    @CsvSource({"48000", "192000"})
    void aGapBecomesSilence(int rate) throws Exception {
        make("gap.mkv", rate, "stereo", "", "", "-af aselect='not(between(t,1.5,2.5))' -c:v ffv1 -c:a pcm_s16le");
        Heard heard = listen("gap.mkv");
        assertThat(heard.onset(0)).isCloseTo(1, within(0.004));
        assertThat(heard.onset(2)).isCloseTo(3, within(0.004));
    }

    @Test
    void tracksAreDescribed() throws Exception {
        Tool.ffmpeg(
                folder,
                ("-f lavfi -i testsrc2=size=32x32:duration=1 -f lavfi -i sine=duration=1 -map 0 -map 1 -map 1 -map 1"
                                + " -c:v ffv1 -c:a flac -metadata:s:a:0 language=ger -metadata:s:a:0 title=Regie"
                                + " -disposition:a:0 comment -metadata:s:a:1 language=fin -disposition:a:1 default"
                                + " -metadata:s:a:2 language=und three.mkv")
                        .split(" "));
        assertThat(input("three.mkv").audioTracks())
                .containsExactly(
                        new AudioTrack(1, false, new TrackDescription(new LanguageTag("de"), "commentary", "Regie")),
                        new AudioTrack(2, true, new TrackDescription(new LanguageTag("fi"), null, null)),
                        new AudioTrack(3, false, TrackDescription.NONE));
    }

    @Test
    void aFileWithoutAudioHasNone() throws Exception {
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=32x32:duration=0.2", "mute.mkv");
        assertThat(input("mute.mkv").audioTracks()).isEmpty();
        assertThat(new FfmpegInput("-").audioTracks()).isEmpty();
    }

    private FfmpegInput input(String name) {
        return new FfmpegInput(folder.resolve(name).toString());
    }

    private void make(String name, int rate, String layout, String videoInput, String audioInput, String output)
            throws Exception {
        List<String> command = new ArrayList<>();
        add(command, videoInput + " -f lavfi -i testsrc2=size=32x32:duration=4 " + audioInput + " -f lavfi -i");
        command.add(String.format(BEEPS, rate, layout));
        add(command, output);
        command.add(name);
        Tool.ffmpeg(folder, command.toArray(String[]::new));
    }

    private static void add(List<String> command, String words) {
        command.addAll(Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    private Heard listen(String name) throws Exception {
        return listen(name, AudioCodec.AAC, Duration.ZERO);
    }

    /** Encodes, puts it into a file, and lets FFmpeg decode, which takes off the priming. */
    private Heard listen(String name, AudioCodec codec, Duration atLeast) throws Exception {
        try (FfmpegAudioEncoder encoder =
                FfmpegAudioEncoder.open(folder.resolve(name).toString(), 1, new AudioFormat(codec, 0), atLeast)) {
            AudioSampleEntry entry = encoder.entry(0);
            List<Sample> samples = new ArrayList<>();
            long time = 0;
            for (Sample sample = encoder.next(); sample != null; sample = encoder.next()) {
                assertThat(sample.decodeTime()).isEqualTo(time);
                time += sample.duration();
                samples.add(sample);
            }
            Track track = new Track(1, entry.sampleRate(), "und", entry, encoder.priming());
            try (OutputStream out = Files.newOutputStream(folder.resolve("coded.mp4"))) {
                out.write(new InitSegment(List.of(track)).toBytes());
                new FragmentWriter(out).write(1, samples);
            }
            byte[] pcm = Tool.ffmpeg(folder, "-i", "coded.mp4", "-f", "f32le", "-");
            FloatBuffer floats =
                    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            float[] first = new float[floats.capacity() / entry.channels()];
            for (int i = 0; i < first.length; i++) {
                first[i] = floats.get(i * entry.channels());
            }
            return new Heard(entry.sampleRate(), entry.channels(), first, time - encoder.priming());
        }
    }
}
