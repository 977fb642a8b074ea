package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.mp4.Sample;

class FfmpegAudioEncoderTest {
    /** A beep of 50 ms from second 1, and another from second 3. */
    private static final String BEEPS =
            "aevalsrc='(between(t,1,1.05)+between(t,3,3.05))*sin(2*PI*1000*t)':s=%d:c=%s:d=4";

    @TempDir
    Path folder;

    /** What a player would hear, one array per channel. */
    private record Heard(int rate, int channels, String language, float[] first, long end) {
        /** Seconds at which silence ends, looking from {@code from} seconds on. */
        double onset(double from) {
            int at = (int) (from * rate);
            while (at < first.length && Math.abs(first[at]) < 0.2) {
                at++;
            }
            return (double) at / rate;
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
    void keepsTheLanguage() throws Exception {
        make("words.mkv", 48000, "mono", "", "", "-c:v ffv1 -c:a flac -metadata:s:a language=fin");
        assertThat(listen("words.mkv").language()).isEqualTo("fin");
    }

    @Test
    void aFileWithoutAudioHasNone() throws Exception {
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=32x32:duration=0.2", "mute.mkv");
        assertThat(FfmpegAudioEncoder.open(folder.resolve("mute.mkv").toString()))
                .isEmpty();
        assertThat(FfmpegAudioEncoder.open("-")).isEmpty();
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

    /** Encodes, lets FFmpeg decode, and takes off the priming. */
    private Heard listen(String name) throws Exception {
        try (FfmpegAudioEncoder encoder =
                FfmpegAudioEncoder.open(folder.resolve(name).toString()).orElseThrow()) {
            ByteArrayOutputStream adts = new ByteArrayOutputStream();
            long time = 0;
            for (Sample sample = encoder.next(); sample != null; sample = encoder.next()) {
                assertThat(sample.decodeTime()).isEqualTo(time);
                time += sample.duration();
                writeAdts(adts, encoder.audioSpecificConfig(), sample.data());
            }
            Files.write(folder.resolve("coded.aac"), adts.toByteArray());
            byte[] pcm = Tool.ffmpeg(folder, "-i", "coded.aac", "-f", "f32le", "-");
            FloatBuffer floats =
                    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            float[] first = new float[floats.capacity() / encoder.channels() - encoder.priming()];
            for (int i = 0; i < first.length; i++) {
                first[i] = floats.get((encoder.priming() + i) * encoder.channels());
            }
            return new Heard(
                    encoder.sampleRate(), encoder.channels(), encoder.language(), first, time - encoder.priming());
        }
    }

    /** ISO/IEC 14496-3, 1.A.2.2: the header of a stand-alone frame, made from an AudioSpecificConfig of two bytes. */
    private static void writeAdts(ByteArrayOutputStream adts, byte[] config, byte[] frame) throws IOException {
        int rateIndex = (config[0] & 7) << 1 | config[1] >> 7 & 1;
        int channels = config[1] >> 3 & 15;
        int length = frame.length + 7;
        adts.write(0xFF);
        adts.write(0xF1);
        adts.write(1 << 6 | rateIndex << 2 | channels >> 2);
        adts.write((channels & 3) << 6 | length >> 11);
        adts.write(length >> 3);
        adts.write((length & 7) << 5 | 0x1F);
        adts.write(0xFC);
        adts.write(frame);
    }
}
