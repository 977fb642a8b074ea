package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.mp4.Track;
import org.rundelta.packager.OutputSize.PictureSize;

/** Which frames a rung of a lower frame rate keeps. */
class RungLaneTest {
    private static final PictureSize SIZE = new PictureSize(4, 4);

    @TempDir
    private Path folder;

    private int runs;

    @Test
    void keepsEveryThirdOfThirty() throws Exception {
        SyntheticInput input = SyntheticInput.constant(SIZE, 30, 1, 90);
        List<SampleInfo> kept = thin(input, "10", Duration.ofSeconds(1));
        assertThat(kept).hasSize(30);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i).decodeTime()).isEqualTo(3L * i);
            assertThat(kept.get(i).duration()).isEqualTo(3);
        }
    }

    @Test
    void keepsAllWhereThereAreFewer() throws Exception {
        assertThat(thin(SyntheticInput.constant(SIZE, 25, 1, 50), "30", Duration.ofSeconds(1)))
                .hasSize(50);
        assertThat(thin(SyntheticInput.constant(SIZE, 30000, 1001, 60), "30000/1001", Duration.ofSeconds(1)))
                .hasSize(60);
    }

    @Test
    void keepsTheFirstFrameOfEverySegment() throws Exception {
        SyntheticInput input = SyntheticInput.constant(SIZE, 10, 1, 40);
        List<SampleInfo> kept = thin(input, "0.5", Duration.ofSeconds(1));
        assertThat(kept).extracting(SampleInfo::decodeTime).containsExactly(0L, 10L, 20L, 30L);
        assertThat(kept).allMatch(SampleInfo::sync);
    }

    @Test
    void keepsOneFrameToASlotOfVariableInput() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            long[] times = new long[60];
            for (int i = 1; i < times.length; i++) {
                times[i] = times[i - 1] + 1 + random.nextLong(9000);
            }
            long end = times[59] + 3000;
            Segmenter segmenter = new Segmenter(Duration.ofSeconds(1), 90_000);
            List<SampleInfo> kept = thin(SyntheticInput.at(90_000, end, times), "10", segmenter.length());
            List<Long> expected = new ArrayList<>();
            long last = 0;
            for (long time : times) {
                boolean newSlot = time / 9000 != last / 9000;
                boolean newSegment = segmenter.number(time) != segmenter.number(last);
                if (expected.isEmpty() || newSlot || newSegment) {
                    expected.add(time);
                    last = time;
                }
            }
            assertThat(kept).extracting(SampleInfo::decodeTime).isEqualTo(expected);
            assertThat(kept.stream().mapToLong(SampleInfo::duration).sum()).isEqualTo(end);
        }
    }

    /** The samples that a lane makes of an input. */
    private List<SampleInfo> thin(SyntheticInput input, String fps, Duration segment) throws Exception {
        Rung rung = new Rung(
                "thin", new Fidelity.Lossless(), new OutputSize.Source(), FrameRate.parse(fps), Rung.DEFAULT_CODEC);
        Segmenter segmenter = new Segmenter(segment, input.timescale());
        List<Path> files = new ArrayList<>(List.of(initialization(input)));
        FrameSource source = input.openVideo(Optional.empty());
        try (RungLane lane = new RundeltaLane(
                rung,
                new VideoEncoder(PrimedConfig.of(config(input)), EncoderOptions.LOSSLESS, new SliceThreads(1)),
                0,
                number -> null,
                input,
                source.video(),
                files.get(0).getParent())) {
            long open = -1;
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                long number = segmenter.number(frame.time());
                if (number != open) {
                    if (open >= 0) {
                        files.add(lane.finishSegment().file());
                    }
                    lane.startSegment(number, frame);
                    open = number;
                }
                lane.add(frame);
            }
            files.add(lane.finishSegment().file());
        }
        return samples(files);
    }

    private Path initialization(SyntheticInput input) throws IOException {
        Track track = new Track(
                RungLane.TRACK_ID,
                input.timescale(),
                Track.LANGUAGE_UNKNOWN,
                VideoEncoder.sampleEntry(config(input)),
                0);
        Path run = Files.createDirectory(folder.resolve("run" + runs++));
        return Files.write(run.resolve("init.mp4"), new InitSegment(List.of(track)).toBytes());
    }

    private static CodecConfig config(SyntheticInput input) {
        return new CodecConfig(input.size().width(), input.size().height());
    }

    private static List<SampleInfo> samples(List<Path> files) throws Exception {
        List<SampleInfo> samples = new ArrayList<>();
        try (FragmentReader reader = FragmentReader.open(files)) {
            for (SampleInfo sample = reader.skip(RungLane.TRACK_ID);
                    sample != null;
                    sample = reader.skip(RungLane.TRACK_ID)) {
                samples.add(sample);
            }
        }
        return samples;
    }
}
