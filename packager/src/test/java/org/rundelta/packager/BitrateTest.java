package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.Effort;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.rate.RateException;

/** Bitrates and caps in the files that come out. */
class BitrateTest {
    private static final int FRAMES = 200;
    private static final int FRAME_RATE = 25;
    private static final Duration SEGMENT = Duration.ofSeconds(1);
    private static final MovingPhoto INPUT = MovingPhoto.of(new PictureSize(128, 80), FRAMES);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {120_000, 250_000, 500_000})
    void theAverageIsHit(long bitrate) throws Exception {
        Path file = encode(INPUT, new Fidelity.Bitrate(bitrate, 0, 0), 2);
        double bits = samples(file).stream().mapToDouble(SampleInfo::size).sum() * 8;
        double seconds = (double) FRAMES / FRAME_RATE;
        double entries = 128.0 * FRAME_RATE;
        assertThat(bits / seconds).isCloseTo(bitrate - entries, within(0.03 * bitrate));
    }

    @Test
    void threadsDoNotMatter() throws Exception {
        Fidelity fidelity = new Fidelity.Bitrate(200_000, 300_000, 150_000);
        assertThat(encode(INPUT, fidelity, 1)).hasSameBinaryContentAs(encode(INPUT, fidelity, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "150000, 150000, 60000, true",
        "150000, 250000, 120000, true",
        "300000, 300000, 50000, true",
        "300000, 600000, 300000, true",
        "150000, 150000, 60000, false",
        "300000, 400000, 100000, false"
    })
    void aCapIsNeverBroken(long bitrate, long maxrate, long bufsize, boolean isRepeatable) throws Exception {
        MediaInput input = isRepeatable ? INPUT : INPUT.notRepeatable();
        List<SampleInfo> samples = samples(encode(input, new Fidelity.Bitrate(bitrate, maxrate, bufsize), 2));
        assertThat(samples).hasSize(FRAMES);
        for (int first = 0; first < samples.size(); first++) {
            double bits = 0;
            for (int last = first; last < samples.size(); last++) {
                bits += samples.get(last).size() * 8;
                long ticks = samples.get(last).decodeTime() - samples.get(first).decodeTime();
                assertThat(bits)
                        .as("frames %d to %d", first, last)
                        .isLessThanOrEqualTo((double) maxrate * ticks / FRAME_RATE + bufsize);
            }
        }
    }

    @Test
    void aStillPictureThatComesLiveEndsExact() throws Exception {
        MediaInput input = INPUT.still().notRepeatable();
        Path file = encode(input, new Fidelity.Bitrate(150_000, 0, 0), 1);
        try (RundeltaSource source = RundeltaSource.open(List.of(file))) {
            int[] exact = INPUT.picture(0).pixels();
            int[] last = new int[0];
            boolean beganExact = true;
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                beganExact &= frame.time() > 0 || Arrays.equals(frame.picture().pixels(), exact);
                last = frame.picture().pixels().clone();
            }
            assertThat(beganExact).isFalse();
            assertThat(last).isEqualTo(exact);
        }
    }

    @Test
    void whatFitsIsLossless() throws Exception {
        Path exact = encode(INPUT, new Fidelity.Lossless(), 2);
        assertThat(encode(INPUT, new Fidelity.Bitrate(20_000_000, 0, 0), 2)).hasSameBinaryContentAs(exact);
    }

    @Test
    void aTitleLeavesNothingBehindIfItsBitrateCannotBeReached() throws Exception {
        Path output = folder.resolve("impossible.mp4");
        assertThatThrownBy(() -> encode(INPUT, new Fidelity.Bitrate(2000, 0, 0), 2, output))
                .isInstanceOf(RateException.class)
                .hasMessageContaining("give at least");
        assertThat(folder).isEmptyDirectory();
    }

    private Path encode(MediaInput input, Fidelity fidelity, int threads) throws Exception {
        return encode(input, fidelity, threads, Files.createTempFile(folder, "movie", ".mp4"));
    }

    private static Path encode(MediaInput input, Fidelity fidelity, int threads, Path output) throws Exception {
        Rung rung = new Rung("video", fidelity, new OutputSize.Source(), null, Rung.DEFAULT_CODEC);
        MovieEncoder.run(input, rung, Effort.FAST, 1, SEGMENT, threads, output, PackageListener.NONE);
        return output;
    }

    private static List<SampleInfo> samples(Path file) throws Exception {
        List<SampleInfo> samples = new ArrayList<>();
        try (FragmentReader reader = FragmentReader.open(List.of(file))) {
            for (SampleInfo sample = reader.skip(RungLane.TRACK_ID);
                    sample != null;
                    sample = reader.skip(RungLane.TRACK_ID)) {
                samples.add(sample);
            }
        }
        return samples;
    }
}
