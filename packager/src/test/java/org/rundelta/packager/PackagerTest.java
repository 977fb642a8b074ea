package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.Effort;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Representation;
import org.rundelta.dash.Segment;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PackagedTitle.Shown;

/** Titles of synthetic inputs, of which every pixel and time is known. */
class PackagerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final PictureSize SMALL = new PictureSize(40, 24);
    private static final Rung THUMB = new Rung(
            "thumb",
            new Fidelity.MaxError(8),
            new OutputSize.Scaled(new BigDecimal("0.5")),
            new FrameRate(10, 1),
            Rung.DEFAULT_CODEC);
    private static final Ladder LADDER = new Ladder(List.of(THUMB, Rung.lossless("exact")));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1, 40", "40, 24, 75", "1281, 719, 4", "17, 33, 1"})
    void losslessRungIsTheSource(int width, int height, int frames) throws Exception {
        SyntheticInput input = SyntheticInput.constant(new PictureSize(width, height), 30000, 1001, frames);
        assertExact(input, run(input, LADDER, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void gapsLongerThanSegmentsLoseNoFrame(int threads) throws Exception {
        SyntheticInput gaps = SyntheticInput.at(1000, 9600, 0, 40, 900, 4100, 4150, 4990, 5001, 9500);
        assertExact(gaps, run(gaps, LADDER, threads));
        assertExact(gaps, run(gaps.notSeekable(), LADDER, threads));
        assertThat(names("exact")).containsExactlyInAnyOrder("init.mp4", "0.m4s", "4100.m4s", "5001.m4s", "9500.m4s");
    }

    @Test
    void anyTimesComeThroughWhateverTheThreads() throws Exception {
        Random random = new Random(8);
        for (int round = 0; round < 15; round++) {
            SyntheticInput input = random(random);
            SortedMap<String, byte[]> alone = null;
            for (int threads : new int[] {1, 2, 4}) {
                assertExact(input, run(input, LADDER, threads));
                SortedMap<String, byte[]> files = PackagedTitle.files(output());
                alone = alone == null ? files : alone;
                assertSame(files, alone);
            }
            assertExact(input, run(input.notRepeatable(), LADDER, 1));
        }
    }

    private static SyntheticInput random(Random random) {
        long[] times = new long[1 + random.nextInt(30)];
        long time = 0;
        for (int i = 0; i < times.length; i++) {
            times[i] = time;
            time += 1 + (random.nextInt(6) == 0 ? random.nextLong(90_000 * 4) : random.nextLong(6000));
        }
        SyntheticInput input = SyntheticInput.at(90_000, time, times);
        int audio = random.nextBoolean() ? 1 + (int) (time * 48_000 / 90_000 / 1024) : 0;
        return random.nextBoolean()
                ? input.withAudio(audio)
                : input.withAudio(audio).notSeekable();
    }

    @Test
    void rungsHaveTheSameSegments() throws Exception {
        SyntheticInput input = SyntheticInput.constant(SMALL, 30000, 1001, 200);
        PackagedTitle title = run(input, LADDER, 2);
        assertThat(title.segments(title.representation("thumb")))
                .isEqualTo(title.segments(title.representation("exact")))
                .hasSize(7);
        List<Shown> thin = title.decode(title.representation("thumb"));
        assertThat(thin).hasSizeBetween(66, 74);
        assertThat(thin.stream().mapToLong(Shown::duration).sum()).isEqualTo(input.end());
        assertThat(title.representation("thumb").width()).isEqualTo(20);
    }

    @Test
    void audioIsCutWithTheVideo() throws Exception {
        SyntheticInput input = SyntheticInput.constant(SMALL, 25, 1, 70).withAudio(130);
        PackagedTitle title = run(input, LADDER, 2);
        Representation audio = title.audio().representations().get(0);
        List<Segment> segments = title.segments(audio);
        assertThat(segments).hasSize(3);
        for (int i = 0; i < segments.size(); i++) {
            assertThat(segments.get(i).time()).isBetween(i * 48_000L - 512, i * 48_000L + 512);
        }
        assertThat(title.audio().lang()).isEqualTo("de");
        assertThat(output()).isDirectoryContaining("glob:**/audio");
    }

    /** Of 116 frames, a second segment of half the length is complete with 72; 72 to 96 and a rest of 1 to 20 make two. */
    @ParameterizedTest
    @ValueSource(ints = {72, 95, 96, 115})
    void audioHasNoTinyLastSegment(int samples) throws Exception {
        SyntheticInput input = SyntheticInput.constant(SMALL, 25, 1, 50).withAudio(samples);
        PackagedTitle title = run(input, LADDER, 2);
        List<Segment> segments = title.segments(title.audio().representations().get(0));
        assertThat(segments).hasSize(2).allMatch(segment -> segment.duration() >= 23_000);
        assertThat(segments.get(1).time() + segments.get(1).duration()).isEqualTo((samples - 1) * 1024L);
    }

    @Test
    void rungMayBeCalledAudio() throws Exception {
        SyntheticInput input = SyntheticInput.constant(SMALL, 25, 1, 30).withAudio(40);
        Rung near = new Rung("audio-1", new Fidelity.MaxError(2), new OutputSize.Source(), null, VideoCodec.RDV1);
        PackagedTitle title = run(input, new Ladder(List.of(Rung.lossless("Audio"), near)), 2);
        assertThat(title.audio().representations().get(0).id()).isEqualTo("audio-2");
        assertThat(title.decode(title.representation("Audio"))).isEqualTo(source(input));
    }

    @Test
    void numbersAreTrueOfTheFiles() throws Exception {
        SyntheticInput input = SyntheticInput.constant(new PictureSize(120, 80), 30000, 1001, 170)
                .withAudio(265);
        PackageReport report = Packager.run(
                input, new PackageOptions(output(), LADDER, SECOND, Effort.BALANCED, 2), PackageListener.NONE);
        PackagedTitle title = new PackagedTitle(output()).assertComplete();
        double buffer = title.mpd().minBufferTime().toNanos() / 1e9;
        long all = Files.size(output().resolve(Packager.MANIFEST)) + Files.size(output().resolve(Packager.POSTER));
        for (PackageReport.PackagedRepresentation row : report.representations()) {
            Representation representation = title.representation(row.id());
            List<Segment> segments = title.segments(representation);
            long[] bits = new long[segments.size()];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = 8 * Files.size(title.media(representation).get(i));
                long timescale = representation.segmentTemplate().timescale();
                assertThat(segments.get(i).duration() / (double) timescale).isLessThanOrEqualTo(buffer);
            }
            double timescale = representation.segmentTemplate().timescale();
            assertThat(row.bandwidth()).isEqualTo(representation.bandwidth());
            assertThat(lateness(bits, segments, timescale, representation.bandwidth(), buffer))
                    .as("honest")
                    .isLessThanOrEqualTo(0);
            assertThat(lateness(bits, segments, timescale, representation.bandwidth() - 1, buffer))
                    .as("and no more than that")
                    .isGreaterThan(0);
            long sum = Arrays.stream(bits).sum();
            Segment last = segments.get(segments.size() - 1);
            assertThat(row.averageBitrate()).isEqualTo(Math.round(sum * timescale / (last.time() + last.duration())));
            assertThat(row.segments()).isEqualTo(segments.size());
            long initialization = Files.size(title.initialization(representation));
            assertThat(row.bytes()).isEqualTo(sum / 8 + initialization);
            assertThat(row.url())
                    .isEqualTo(output().relativize(
                                    title.initialization(representation).getParent())
                            .toString());
            all += row.bytes();
        }
        assertThat(report.bytes()).isEqualTo(all);
        assertThat(report.files()).isEqualTo(PackagedTitle.files(output()).size());
    }

    /** By how many bits the segment that fares worst is late, for a client that begins at any segment. */
    private static double lateness(
            long[] bits, List<Segment> segments, double timescale, long bandwidth, double buffer) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < bits.length; from++) {
            double received = bandwidth * buffer;
            long needed = 0;
            for (int to = from; to < bits.length; to++) {
                needed += bits[to];
                double seconds = (segments.get(to).time() - segments.get(from).time()) / timescale;
                worst = Math.max(worst, needed - received - bandwidth * seconds);
            }
        }
        return worst;
    }

    @Test
    void packagingAnewKeepsWhatDidNotChange() throws Exception {
        SyntheticInput input = SyntheticInput.constant(SMALL, 25, 1, 60);
        run(input, LADDER, 2);
        SortedMap<String, byte[]> before = PackagedTitle.files(output());
        run(input, LADDER, 1);
        assertSame(PackagedTitle.files(output()), before);

        Rung other = new Rung("thumb", new Fidelity.MaxError(30), new OutputSize.Source(), null, Rung.DEFAULT_CODEC);
        run(input, new Ladder(List.of(other, Rung.lossless("exact"))), 2);
        SortedMap<String, byte[]> after = PackagedTitle.files(output());
        Set<String> kept = new HashSet<>(before.keySet());
        kept.retainAll(after.keySet());
        assertThat(kept)
                .isEqualTo(new HashSet<>(before.keySet().stream()
                        .filter(name -> !name.startsWith("thumb/"))
                        .toList()));
    }

    @Test
    void oldTitleIsWholeUntilTheNewManifestIsThere() throws Exception {
        run(SyntheticInput.constant(SMALL, 25, 1, 60), LADDER, 1);
        Path manifest = output().resolve(Packager.MANIFEST);
        byte[] old = Files.readAllBytes(manifest);
        List<String> oldFiles = ManifestFiles.of(MpdReader.read(manifest));
        PackageListener observer = new PackageListener() {
            @Override
            public void started(long segments) {}

            @Override
            public void segmentDone() {
                assertThat(manifest).hasBinaryContent(old);
                assertThat(oldFiles).allMatch(file -> Files.exists(output().resolve(file)));
            }
        };
        SyntheticInput next = SyntheticInput.constant(SMALL, 30, 1, 100);
        Packager.run(next, new PackageOptions(output(), LADDER, SECOND, Effort.BALANCED, 2), observer);
        assertExact(next, new PackagedTitle(output()));
    }

    @Test
    void foreignFilesStayWhereTheyAre() throws Exception {
        Files.writeString(Files.createDirectories(output()).resolve(Packager.MANIFEST), "<MPD>not ours");
        Path notes = Files.writeString(
                Files.createDirectories(output().resolve("exact")).resolve("notes.txt"), "mine");
        run(SyntheticInput.constant(SMALL, 25, 1, 60), LADDER, 1, false);
        run(SyntheticInput.constant(SMALL, 30, 1, 60), LADDER, 1, false);
        assertThat(notes).hasContent("mine");
        Files.delete(notes);
        new PackagedTitle(output()).assertComplete();
    }

    @Test
    void mediaOfADeadRunGoes() throws Exception {
        run(SyntheticInput.constant(SMALL, 30, 1, 60), LADDER, 1);
        Path manifest = output().resolve(Packager.MANIFEST);
        Files.delete(manifest);
        run(SyntheticInput.constant(SMALL, 25, 1, 60), LADDER, 1);
    }

    /** Frame 70 is met by a worker, frame 75 begins a segment and is met when the primer is chosen. */
    @ParameterizedTest
    @ValueSource(ints = {70, 75})
    void failureLeavesTheOldTitleAsItWas(int frame) throws Exception {
        SyntheticInput input = SyntheticInput.constant(SMALL, 25, 1, 100);
        run(input, LADDER, 2);
        SortedMap<String, byte[]> before = PackagedTitle.files(output());
        for (int threads : new int[] {1, 2, 4}) {
            PackageOptions options = new PackageOptions(output(), LADDER, SECOND, Effort.BALANCED, threads);
            BrokenInput broken = new BrokenInput(input, frame, new AtomicInteger());
            assertThatThrownBy(() -> Packager.run(broken, options, PackageListener.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("synthetic: frame " + frame + " is broken");
            assertSame(PackagedTitle.files(output()), before);
            assertThat(broken.open()).hasValue(0);
        }
    }

    @Test
    void interruptionLeavesNothingBehind() throws Exception {
        SyntheticInput input = SyntheticInput.constant(SMALL, 25, 1, 500);
        Thread worker = Thread.currentThread();
        PackageListener interrupter = new PackageListener() {
            @Override
            public void started(long segments) {}

            @Override
            public void segmentDone() {
                worker.interrupt();
            }
        };
        assertThatThrownBy(() -> Packager.run(
                        input, new PackageOptions(output(), LADDER, SECOND, Effort.BALANCED, 2), interrupter))
                .isInstanceOf(InterruptedException.class);
        assertThat(PackagedTitle.files(folder)).isEmpty();
    }

    /** An input of which one frame cannot be read; it counts its open sources. */
    private record BrokenInput(SyntheticInput whole, int frame, AtomicInteger open) implements MediaInput {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public SourceIndex index() {
            return whole.index();
        }

        @Override
        public FrameSource openVideo(Optional<SourceIndex> index) {
            FrameSource source = whole.openVideo(index);
            open.incrementAndGet();
            return new FrameSource() {
                @Override
                public VideoInfo video() {
                    return source.video();
                }

                @Override
                public Frame next() throws IOException {
                    Frame next = source.next();
                    if (next != null && next.time() == whole.times()[frame]) {
                        throw new IOException("synthetic: frame " + frame + " is broken");
                    }
                    return next;
                }

                @Override
                public void skipTo(long time) throws IOException {
                    source.skipTo(time);
                }

                @Override
                public void close() throws IOException {
                    source.close();
                    open.decrementAndGet();
                }
            };
        }

        @Override
        public List<AudioTrack> audioTracks() {
            return List.of();
        }

        @Override
        public AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PictureScaler openScaler(PictureSize from, PictureSize to) {
            return whole.openScaler(from, to);
        }
    }

    private Path output() {
        return folder.resolve("title");
    }

    private PackagedTitle run(MediaInput input, Ladder ladder, int threads) throws Exception {
        return run(input, ladder, threads, true);
    }

    private PackagedTitle run(MediaInput input, Ladder ladder, int threads, boolean alone) throws Exception {
        Packager.run(
                input, new PackageOptions(output(), ladder, SECOND, Effort.BALANCED, threads), PackageListener.NONE);
        PackagedTitle title = new PackagedTitle(output());
        return alone ? title.assertComplete() : title;
    }

    private static void assertExact(SyntheticInput input, PackagedTitle title) throws Exception {
        assertThat(title.decode(title.representation("exact"))).isEqualTo(source(input));
        assertThat(title.segments(title.representation("thumb")))
                .isEqualTo(title.segments(title.representation("exact")));
    }

    private static List<Shown> source(SyntheticInput input) {
        List<Shown> frames = new ArrayList<>();
        for (int i = 0; i < input.frames(); i++) {
            frames.add(Shown.of(input.picture(i), input.times()[i], input.duration(i)));
        }
        return frames;
    }

    private static void assertSame(SortedMap<String, byte[]> files, SortedMap<String, byte[]> expected) {
        assertThat(files.keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<String, byte[]> file : expected.entrySet()) {
            assertThat(files.get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
        }
    }

    private List<String> names(String rung) throws IOException {
        return PackagedTitle.files(output()).keySet().stream()
                .filter(name -> name.startsWith(rung + "/"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
    }
}
