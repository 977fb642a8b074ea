package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;
import org.rundelta.mp4.VideoSampleEntry;

class RundeltaSourceTest {
    private static final CodecConfig CONFIG = new CodecConfig(40, 30);
    private static final int TIMESCALE = 600;
    private static final int SEGMENTS = 4;
    private static final int FRAMES_PER_SEGMENT = 5;

    @TempDir
    private Path folder;

    private final RandomGenerator random = new SplittableRandom(1);
    private final List<int[]> pictures = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private long end;

    @BeforeEach
    void encode() throws IOException {
        VideoSampleEntry entry = VideoSampleEntry.rundelta(CONFIG.width(), CONFIG.height(), CONFIG.toBytes());
        Track track = new Track(1, TIMESCALE, Track.LANGUAGE_UNKNOWN, entry, 0);
        files.add(Files.write(folder.resolve("init.mp4"), new InitSegment(List.of(track)).toBytes()));
        Encoder encoder = new Encoder(CONFIG, EncoderOptions.LOSSLESS);
        for (int i = 0; i < SEGMENTS; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new FragmentWriter(out).write(1, segment(encoder));
            files.add(Files.write(folder.resolve(i + ".m4s"), out.toByteArray()));
        }
    }

    private List<Sample> segment(Encoder encoder) {
        List<Sample> samples = new ArrayList<>();
        Picture picture = new Picture(CONFIG.width(), CONFIG.height());
        for (int i = 0; i < FRAMES_PER_SEGMENT; i++) {
            picture.pixels()[random.nextInt(picture.pixels().length)] = random.nextInt(1 << 24);
            CodedFrame frame = encoder.encode(picture, i == 0);
            long duration = random.nextLong(1, 100);
            samples.add(new Sample(frame.data(), end, duration, frame.keyframe()));
            pictures.add(picture.pixels().clone());
            times.add(end);
            end += duration;
        }
        return samples;
    }

    @Test
    void framesComeBackWithTheirTimes() throws IOException {
        try (RundeltaSource source = RundeltaSource.open(files)) {
            for (int i = 0; i < pictures.size(); i++) {
                assertIsFrame(source.next(), i);
            }
            assertThat(source.next()).isNull();
            assertThat(source.time().pixels()).isEqualTo(40L * 30 * pictures.size());
        }
    }

    @Test
    void tablesAreKnownBeforeDecoding() throws IOException {
        try (RundeltaSource source = RundeltaSource.open(files)) {
            VideoInfo video = source.video();
            assertThat(video.width()).isEqualTo(40);
            assertThat(video.height()).isEqualTo(30);
            assertThat(video.timescale()).isEqualTo(TIMESCALE);
            assertThat(video.duration()).isEqualTo(end);
            assertThat((double) video.frameRateNumerator() / video.frameRateDenominator())
                    .isEqualTo((double) pictures.size() * TIMESCALE / end);
            assertThat(source.frames()).isEqualTo(pictures.size());
            assertThat(source.index().seekPoints())
                    .containsExactly(times.get(0), times.get(5), times.get(10), times.get(15));
            assertThat(source.time().pixels()).isZero();
        }
    }

    @Test
    void skippingGivesTheSameFrames() throws IOException {
        for (int round = 0; round < 50; round++) {
            try (RundeltaSource source = RundeltaSource.open(files)) {
                int next = 0;
                while (next < pictures.size()) {
                    long time = random.nextLong(times.get(next), end + 1);
                    source.skipTo(time);
                    next = (int) times.stream().filter(other -> other < time).count();
                    Frame frame = source.next();
                    if (next == pictures.size()) {
                        assertThat(frame).isNull();
                    } else {
                        assertIsFrame(frame, next);
                    }
                    next++;
                }
            }
        }
    }

    @Test
    void skippingBackGivesTheSameFrames() throws IOException {
        try (RundeltaSource source = RundeltaSource.open(files)) {
            for (int round = 0; round < 50; round++) {
                int next = random.nextInt(pictures.size());
                source.skipTo(times.get(next));
                assertIsFrame(source.next(), next);
            }
        }
    }

    @Test
    void skippingDecodesNothingBeforeTheKeyframe() throws IOException {
        try (RundeltaSource source = RundeltaSource.open(files)) {
            source.skipTo(times.get(11));
            assertIsFrame(source.next(), 11);
            assertThat(source.time().pixels()).isEqualTo(40L * 30 * 2);
        }
    }

    @Test
    void segmentDecodesAloneAndBeginsAtZero() throws IOException {
        try (RundeltaSource source = RundeltaSource.open(List.of(files.get(0), files.get(3)))) {
            Frame frame = source.next();
            assertThat(frame.time()).isZero();
            assertThat(frame.picture().pixels()).isEqualTo(pictures.get(10));
            assertThat(source.next().time()).isEqualTo(times.get(11) - times.get(10));
        }
    }

    @Test
    void segmentLeftOutIsNoticed() {
        List<Path> some = List.of(files.get(0), files.get(1), files.get(3));
        assertThatThrownBy(() -> RundeltaSource.open(some))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(files.get(3) + ": the frames from ")
                .hasMessageContaining("are missing");
    }

    @Test
    void recognisesItsOwnFiles() throws IOException {
        assertThat(RundeltaSource.recognises(files.get(0))).isTrue();
        assertThat(RundeltaSource.recognises(files.get(1))).isFalse();
        assertThat(RundeltaSource.recognises(folder)).isFalse();
        assertThat(RundeltaSource.recognises(folder.resolve("missing"))).isFalse();
    }

    private void assertIsFrame(Frame frame, int index) {
        assertThat(frame.time()).isEqualTo(times.get(index));
        assertThat(frame.picture().pixels()).isEqualTo(pictures.get(index));
    }
}
