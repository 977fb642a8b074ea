package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentTest {
    private static final InitSegment BOTH = new InitSegment(List.of(Samples.VIDEO_TRACK, Samples.AUDIO_TRACK));

    @Test
    void skippingIsReadingWithoutTheData() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(BOTH.toBytes());
        FragmentWriter writer = new FragmentWriter(out);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<Sample> fragment = Samples.random(random, samples.isEmpty() ? 0 : Samples.end(samples));
            writer.write(Samples.VIDEO, fragment);
            samples.addAll(fragment);
        }
        try (FragmentReader reader = FragmentReader.of(out.toByteArray())) {
            for (Sample sample : samples) {
                if (random.nextBoolean()) {
                    assertThat(reader.skip(Samples.VIDEO))
                            .isEqualTo(new SampleInfo(
                                    sample.data().length,
                                    sample.decodeTime(),
                                    sample.duration(),
                                    sample.sync(),
                                    sample.compositionOffset(),
                                    0));
                } else {
                    assertSame(List.of(reader.next(Samples.VIDEO)), List.of(sample));
                }
            }
            assertThat(reader.skip(Samples.VIDEO)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readerGivesBackTheSamplesOfEachTrack(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(BOTH.toBytes());
            FragmentWriter writer = new FragmentWriter(out);
            List<Sample> video = new ArrayList<>();
            List<Sample> audio = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                List<Sample> nextVideo = Samples.random(random, video.isEmpty() ? 1L << 40 : Samples.end(video));
                List<Sample> nextAudio = Samples.random(random, audio.isEmpty() ? 0 : Samples.end(audio));
                switch (random.nextInt(4)) {
                    case 0 -> {
                        writer.write(Samples.VIDEO, nextVideo);
                        video.addAll(nextVideo);
                    }
                    case 1 -> {
                        writer.write(Samples.AUDIO, nextAudio);
                        audio.addAll(nextAudio);
                    }
                    case 2 -> writer.writeSegmentType();
                    default -> {
                        writer.write(List.of(
                                new TrackSamples(Samples.VIDEO, nextVideo),
                                new TrackSamples(Samples.AUDIO, nextAudio)));
                        video.addAll(nextVideo);
                        audio.addAll(nextAudio);
                    }
                }
            }
            try (FragmentReader reader = FragmentReader.of(out.toByteArray())) {
                assertThat(reader.init()).isEqualTo(BOTH);
                assertSame(Samples.readAll(reader, Samples.AUDIO), audio);
                assertSame(Samples.readAll(reader, Samples.VIDEO), video);
                assertThat(reader.next(Samples.VIDEO)).isNull();
            }
        }
    }

    @Test
    void filesAreReadAsOne(@TempDir Path folder) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        List<Path> files = new ArrayList<>(List.of(folder.resolve("init.mp4")));
        Files.write(files.get(0), new InitSegment(List.of(Samples.VIDEO_TRACK)).toBytes());
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Sample> samples = Samples.regular(random, i * 300L, 10, 30, false);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            FragmentWriter writer = new FragmentWriter(out, i + 1);
            writer.writeSegmentType();
            writer.write(Samples.VIDEO, samples);
            files.add(folder.resolve("seg-" + i + ".m4s"));
            Files.write(files.get(i + 1), out.toByteArray());
            all.addAll(samples);
        }
        try (FragmentReader reader = FragmentReader.open(files)) {
            assertSame(Samples.readAll(reader, Samples.VIDEO), all);
        }
        // a segment alone keeps its times
        try (FragmentReader reader = FragmentReader.open(List.of(files.get(0), files.get(3)))) {
            assertSame(Samples.readAll(reader, Samples.VIDEO), all.subList(20, 30));
        }
        // cut short, the segment is named
        byte[] third = Files.readAllBytes(files.get(3));
        Files.write(files.get(3), Arrays.copyOf(third, third.length - 1));
        try (FragmentReader reader = FragmentReader.open(files)) {
            assertThatThrownBy(() -> Samples.readAll(reader, Samples.VIDEO))
                    .isInstanceOf(Mp4Exception.class)
                    .hasMessageContaining("mdat")
                    .hasMessageContaining("of seg-2.m4s");
        }
    }

    @Test
    void uniformSamplesTakeNoTable() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            samples.add(new Sample(new byte[10], i * 5L, 5, i == 0));
        }
        byte[] fragment = Samples.fragment(1, new TrackSamples(1, samples));
        // moof, mfhd, traf; tfhd with three defaults, tfdt, trun with offset and first flags; mdat
        assertThat(fragment).hasSize(8 + 16 + 8 + (16 + 12) + 20 + (16 + 8) + 8 + 1000);
    }

    @Test
    void aTrackOfSeveralSampleEntries() throws Exception {
        VideoSampleEntry other = VideoSampleEntry.rundelta(32, 96, new byte[] {7});
        Track track = new Track(1, 90_000, "und", List.of(Samples.VIDEO_TRACK.entry(), other), 0);
        byte[] init = new InitSegment(List.of(track)).toBytes();
        List<byte[]> parts = new ArrayList<>(List.of(init));
        for (int entry : new int[] {0, 1, 1, 0}) {
            Sample sample = new Sample(new byte[4], 10L * parts.size(), 10, true, 0, entry);
            parts.add(Samples.fragment(parts.size(), new TrackSamples(1, List.of(sample, at(sample, entry)))));
        }
        byte[] file = Samples.join(parts.toArray(byte[][]::new));
        try (FragmentReader reader = FragmentReader.of(file)) {
            assertThat(reader.init().tracks()).containsExactly(track);
            assertThat(Samples.readAll(reader, 1)).extracting(Sample::entry).containsExactly(0, 0, 1, 1, 1, 1, 0, 0);
        }
        assertThat(Box.readAll(init).toString()).contains("name=width, value=64.0", "name=height, value=96.0");
        Sample third = new Sample(new byte[4], 0, 10, true, 0, 2);
        byte[] dishonest = Samples.join(init, Samples.fragment(1, new TrackSamples(1, List.of(third))));
        assertThatThrownBy(() -> FragmentReader.of(dishonest).next(1))
                .isInstanceOf(Mp4Exception.class)
                .hasMessageContaining("sample entry 2 of 2");
        assertThatThrownBy(() -> Samples.fragment(1, new TrackSamples(1, List.of(third, at(third, 1)))))
                .hasMessageContaining("of several sample entries");
    }

    private static Sample at(Sample before, int entry) {
        return new Sample(before.data(), before.decodeTime() + before.duration(), 0, true, 0, entry);
    }

    @Test
    void writerSaysHowManyBytesItWrote() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long written = new FragmentWriter(out).write(1, Samples.random(new SplittableRandom(3), 0));
        assertThat(written).isEqualTo(out.size());
    }

    @Test
    void writerRefusesAGapInTime() {
        FragmentWriter writer = new FragmentWriter(new ByteArrayOutputStream());
        List<Sample> gap = List.of(new Sample(new byte[1], 0, 10, true), new Sample(new byte[1], 11, 10, false));
        assertThatThrownBy(() -> writer.write(1, gap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends at 10, the next begins at 11");
        assertThatThrownBy(() -> writer.write(1, List.of())).hasMessageContaining("no samples of track 1");
    }

    @Test
    void readerRefusesATrackThatIsNotThere() throws Exception {
        FragmentReader reader = FragmentReader.of(BOTH.toBytes());
        assertThatThrownBy(() -> reader.next(3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(reader.next(1)).isNull();
    }

    static void assertSame(List<Sample> actual, List<Sample> expected) {
        assertThat(asText(actual)).isEqualTo(asText(expected));
    }

    private static List<String> asText(List<Sample> samples) {
        return samples.stream()
                .map(sample -> sample.decodeTime() + "+" + sample.duration() + (sample.sync() ? " sync " : " ")
                        + HexFormat.of().formatHex(sample.data()))
                .toList();
    }
}
