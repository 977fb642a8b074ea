package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rundelta.packager.Frame;
import org.rundelta.packager.RundeltaSource;

/**
 * What is seen and heard of a clip that flashes and beeps once a second.
 *
 * @param flashes when they begin, in seconds
 * @param beeps likewise
 * @param end of the sound
 */
record FlashesAndBeeps(List<Double> flashes, List<Double> beeps, double end) {
    private static final int RATE = 48_000;
    private static final float LOUD = 0.2f;

    /**
     * Makes a clip.
     *
     * @param sound FFmpeg's options of what is heard
     * @param output FFmpeg's options of what is written
     */
    static Path make(Path file, int seconds, String sound, String output) throws Exception {
        List<Object> command = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "color=black:size=64x48:rate=25:duration=" + seconds
                        + ",drawbox=color=white:t=fill:enable='lt(mod(t,1),0.2)'"));
        command.addAll(words(sound));
        command.addAll(List.of(
                "-f", "lavfi", "-i", "aevalsrc='0.8*lt(mod(t,1),0.1)*sin(2*PI*1000*t)':s=" + RATE + ":d=" + seconds));
        command.addAll(words(output));
        command.add(file);
        FfmpegTool.run(FfmpegTool.ffmpeg(), command.toArray());
        return file;
    }

    private static List<String> words(String options) {
        return Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }

    /** Those of a title whose rung is in our codec. */
    static FlashesAndBeeps in(Path title) throws Exception {
        float[] samples = samples(movie(title, "audio"));
        return new FlashesAndBeeps(flashes(movie(title, "exact")), beeps(samples), (double) samples.length / RATE);
    }

    /** A rendition of a live title as one file. */
    private static Path movie(Path title, String id) throws IOException {
        try (Stream<Path> folders = Files.list(title.resolve(id))) {
            Path folder = folders.findFirst().orElseThrow();
            return Rendition.joined(folder, title.resolveSibling(title.getFileName() + "-" + id + ".mp4"));
        }
    }

    private static List<Double> flashes(Path movie) throws IOException {
        List<Double> flashes = new ArrayList<>();
        try (RundeltaSource video = RundeltaSource.open(movie)) {
            boolean wasBright = false;
            for (Frame frame = video.next(); frame != null; frame = video.next()) {
                boolean isBright = (frame.picture().pixels()[0] & 0xff) > 128;
                if (isBright && !wasBright) {
                    flashes.add((double) frame.time() / video.video().timescale());
                }
                wasBright = isBright;
            }
        }
        return flashes;
    }

    private static float[] samples(Path movie) throws Exception {
        Path pcm = movie.resolveSibling(movie.getFileName() + ".pcm");
        FfmpegTool.run(FfmpegTool.ffmpeg(), "-y", "-i", movie, "-ac", 1, "-ar", RATE, "-f", "f32le", pcm);
        FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(pcm))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] samples = new float[floats.capacity()];
        floats.get(samples);
        return samples;
    }

    private static List<Double> beeps(float[] samples) {
        List<Double> beeps = new ArrayList<>();
        int loud = -RATE;
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs(samples[i]) > LOUD) {
                if (i - loud > RATE / 4) {
                    beeps.add((double) i / RATE);
                }
                loud = i;
            }
        }
        return beeps;
    }

    /** To the length of a frame; the first beeps may be missing. */
    void assertInStep(int silent) {
        assertThat(beeps).hasSize(flashes.size() - silent);
        for (int i = 0; i < beeps.size(); i++) {
            assertThat(beeps.get(i)).isCloseTo(flashes.get(i + silent), within(0.04));
        }
    }

    /** The same of what ends at any time, as in the middle of a beep. */
    void assertInStepToTheEnd() {
        assertThat(beeps.size()).isCloseTo(flashes.size(), within(1));
        int both = Math.min(beeps.size(), flashes.size());
        new FlashesAndBeeps(flashes.subList(0, both), beeps.subList(0, both), end).assertInStep(0);
    }
}
