package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioFormat;
import org.rundelta.packager.AudioSource;
import org.rundelta.packager.AudioTrack;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;

/** Clips that flash and beep once a second, video and sound read at the same time from one pipe. */
class OnceInputTest {
    private static final AudioFormat AAC = new AudioFormat(AudioCodec.AAC, 0);

    @TempDir
    Path folder;

    /**
     * What was there.
     *
     * @param flashes when they began, in seconds
     * @param beeps likewise
     * @param end of the sound
     */
    private record Clip(List<Double> flashes, List<Double> beeps, double end) {
        void assertInStep() {
            assertThat(beeps).hasSameSizeAs(flashes);
            for (int i = 0; i < beeps.size(); i++) {
                assertThat(beeps.get(i)).isCloseTo(flashes.get(i), within(0.04));
            }
        }
    }

    private void make(String name, int seconds, String sound, String output) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "color=black:size=64x48:rate=25:duration=" + seconds
                        + ",drawbox=color=white:t=fill:enable='lt(mod(t,1),0.2)'",
                "-f",
                "lavfi",
                "-i",
                "aevalsrc='0.8*lt(mod(t,1),0.1)*sin(2*PI*1000*t)':s=48000:d=" + seconds));
        command.addAll(List.of((sound + " " + output + " " + name).strip().split(" +")));
        Tool.ffmpeg(folder, command.toArray(String[]::new));
    }

    /** A pipe that files go into, one after the other. */
    private String pipe(String... names) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        new Thread(() -> feed(pipe, names)).start();
        return pipe.toString();
    }

    private void feed(Path pipe, String... names) {
        try (OutputStream out = Files.newOutputStream(pipe)) {
            for (String name : names) {
                Files.copy(folder.resolve(name), out);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Clip play(String pipe) throws Exception {
        try (OnceInput input = new OnceInput(new FfmpegInput(pipe))) {
            AudioTrack track = input.audioTracks().get(0);
            input.expectAudio(track);
            try (FrameSource video = input.openVideo(Optional.empty());
                    AudioSource sound = input.openAudio(track, AAC, Duration.ZERO)) {
                CompletableFuture<float[]> heard = CompletableFuture.supplyAsync(() -> listen(sound));
                List<Double> flashes;
                try {
                    flashes = flashes(video);
                } finally {
                    heard.join(); // before anything is closed
                }
                return new Clip(flashes, beeps(heard.join()), heard.join().length / 48e3);
            }
        }
    }

    private static List<Double> flashes(FrameSource video) throws IOException {
        List<Double> flashes = new ArrayList<>();
        boolean wasBright = false;
        for (Frame frame = video.next(); frame != null; frame = video.next()) {
            boolean isBright = (frame.picture().pixels()[0] & 0xff) > 128;
            if (isBright && !wasBright) {
                flashes.add((double) frame.time() / video.video().timescale());
            }
            wasBright = isBright;
        }
        return flashes;
    }

    /** What a player would hear. */
    private float[] listen(AudioSource sound) {
        try {
            List<Sample> samples = new ArrayList<>();
            for (Sample sample = sound.next(); sample != null; sample = sound.next()) {
                samples.add(sample);
            }
            AudioSampleEntry entry = sound.entry(0);
            Track track = new Track(1, entry.sampleRate(), "und", entry, sound.priming());
            try (OutputStream out = Files.newOutputStream(folder.resolve("coded.mp4"))) {
                out.write(new InitSegment(List.of(track)).toBytes());
                new FragmentWriter(out).write(1, samples);
            }
            byte[] pcm = Tool.ffmpeg(folder, "-i", "coded.mp4", "-ac", "1", "-f", "f32le", "-");
            FloatBuffer floats =
                    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            float[] all = new float[floats.capacity()];
            floats.get(all);
            return all;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Double> beeps(float[] samples) {
        List<Double> beeps = new ArrayList<>();
        int loud = -48_000;
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs(samples[i]) > 0.2) {
                if (i - loud > 12_000) {
                    beeps.add(i / 48e3);
                }
                loud = i;
            }
        }
        return beeps;
    }

    @ParameterizedTest
    @CsvSource({
        "clip.mkv, -c:v ffv1 -c:a flac",
        "clip.nut, -c:v rawvideo -c:a pcm_s16le",
        "clip.ts, -c:v mpeg2video -bf 2 -c:a mp2 -output_ts_offset 5000",
        "clip.mp4, -c:v mpeg4 -c:a aac -movflags frag_keyframe+empty_moov -g 100"
    })
    void soundIsInStep(String name, String output) throws Exception {
        make(name, 8, "", output);
        Clip clip = play(pipe(name));
        clip.assertInStep();
        assertThat(clip.flashes()).hasSize(8);
        assertThat(clip.end()).isCloseTo(8, within(0.1));
    }

    /** Longer than it is waited for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"'not(between(t,2.5,15.5))' | 0 1 2 16 17", "'gte(t,15.5)' | 16 17", "'lt(t,2.5)' | 0 1 2"})
    void whereThereIsNoneItIsSilent(String sound, String beeps) throws Exception {
        make("clip.mkv", 18, "-af aselect=" + sound, "-c:v ffv1 -c:a flac");
        Clip clip = play(pipe("clip.mkv"));
        List<Double> expected =
                Stream.of(beeps.split(" ", -1)).map(Double::valueOf).toList();
        new Clip(expected, clip.beeps(), clip.end()).assertInStep();
        assertThat(clip.end()).isBetween(18 - PacketShare.LEAST_SECONDS - 0.1, 18.1);
    }

    /** Each part begins anew on its clock, the first late in the day of it. */
    @Test
    void aBroadcastThatJumpsStaysInStep() throws Exception {
        make("early.ts", 4, "", "-c:v mpeg2video -c:a mp2 -mpegts_flags initial_discontinuity");
        make("late.ts", 4, "", "-c:v mpeg2video -c:a mp2 -mpegts_flags initial_discontinuity -output_ts_offset 9000");
        Clip clip = play(pipe("late.ts", "early.ts", "late.ts"));
        clip.assertInStep();
        assertThat(clip.flashes()).hasSize(12);
        assertThat(clip.end()).isCloseTo(12, within(0.5));
    }

    @Test
    void severalCodecsOfOneTrackAreReadAtOnce() throws Exception {
        make("clip.mkv", 1, "-map 0 -map 1 -map 1", "-c:v ffv1 -c:a flac");
        try (OnceInput input = new OnceInput(new FfmpegInput(pipe("clip.mkv")))) {
            List<AudioTrack> tracks = input.audioTracks();
            assertThat(tracks).hasSize(2);
            input.expectAudio(tracks.get(1));
            input.expectAudio(tracks.get(1));
            try (FrameSource video = input.openVideo(Optional.empty());
                    AudioSource one = input.openAudio(tracks.get(1), AAC, Duration.ZERO);
                    AudioSource other = input.openAudio(tracks.get(1), AAC, Duration.ZERO)) {
                assertThat(flashes(video)).hasSize(1);
                for (Sample sample = one.next(); sample != null; sample = one.next()) {
                    assertThat(other.next().data()).isEqualTo(sample.data());
                }
                assertThat(other.next()).isNull();
            }
            assertThatThrownBy(() -> input.openVideo(Optional.empty()).skipTo(0))
                    .isInstanceOf(IOException.class);
        }
    }
}
