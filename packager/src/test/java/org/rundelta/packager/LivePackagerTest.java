package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.check.TitleCheck;
import org.rundelta.codec.Effort;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Representation;
import org.rundelta.dash.SchemaJudge;
import org.rundelta.packager.LiveListener.Update;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PackagedTitle.Shown;

/** Titles of synthetic inputs that come in real time. */
class LivePackagerTest {
    private static final Duration SEGMENT = Duration.ofMillis(150);
    private static final long FRAME_MS = 15;
    private static final int FRAMES = 100;
    private static final int FRAMES_A_SEGMENT = 10;
    private static final int SEGMENTS = FRAMES / FRAMES_A_SEGMENT;
    private static final Rung THUMB = new Rung(
            "thumb",
            new Fidelity.MaxError(8),
            new OutputSize.Scaled(new BigDecimal("0.5")),
            new FrameRate(10, 1),
            Rung.DEFAULT_CODEC);
    private static final Rung CAPPED =
            new Rung("capped", new Fidelity.Bitrate(200_000, 0, 0), new OutputSize.Source(), null, Rung.DEFAULT_CODEC);
    private static final Ladder LADDER = new Ladder(List.of(THUMB, CAPPED, Rung.lossless("exact")));

    @TempDir
    private Path folder;

    private final SyntheticInput source = SyntheticInput.constant(new PictureSize(40, 24), 1000, FRAME_MS, FRAMES)
            .withAudio(70);
    private final List<Update> updates = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private int stopAfter = Integer.MAX_VALUE;

    private Path output() {
        return folder.resolve("title");
    }

    private PackageOptions options() {
        return new PackageOptions(output(), LADDER, SEGMENT, Effort.FAST, 2);
    }

    /** Runs to the end, while a player reads one manifest after the other. */
    private PackageReport run(MediaInput from, Duration window) throws Exception {
        LiveInput input = new LiveInput(
                from, (by, isEncoding) -> late.add(by.toSeconds() + (isEncoding ? " encoding" : " input")));
        AtomicBoolean isOver = new AtomicBoolean();
        Thread player = new Thread(() -> read(isOver));
        List<Throwable> problems = new ArrayList<>();
        player.setUncaughtExceptionHandler((thread, problem) -> problems.add(problem));
        player.start();
        try {
            return LivePackager.run(input, options(), new LiveOptions(window, LiveOptions.DEFAULT.clocks()), update -> {
                updates.add(update);
                assertThat(update.kept()).containsAll(update.named());
                assertThat(update.kept()).allMatch(path -> Files.isRegularFile(output().resolve(path)));
                if (updates.size() == stopAfter) {
                    input.stop();
                }
            });
        } finally {
            isOver.set(true);
            player.join();
            assertThat(problems).isEmpty();
        }
    }

    private void read(AtomicBoolean isOver) {
        Path manifest = output().resolve(Packager.MANIFEST);
        try {
            while (!isOver.get()) {
                if (Files.exists(manifest)) {
                    for (String path : ManifestFiles.of(MpdReader.readAny(Files.readAllBytes(manifest), "it"))) {
                        assertThat(output().resolve(path)).isRegularFile();
                    }
                }
                Thread.sleep(5);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Mpd> manifests() throws Exception {
        List<Mpd> manifests = new ArrayList<>();
        for (Update update : updates) {
            manifests.add(MpdReader.readAny(update.manifest(), "an update"));
        }
        return manifests;
    }

    /** A title as any other, of so many frames of the source from the first. */
    private void assertWhole(int frames) throws Exception {
        PackagedTitle title = new PackagedTitle(output());
        assertThat(title.mpd().changes()).isFalse();
        assertThat(title.mpd().utcTimings()).isEmpty();
        assertThat(TitleCheck.run(output()).findings()).isEmpty();
        Set<String> named = new HashSet<>(ManifestFiles.of(title.mpd()));
        named.add(Packager.MANIFEST);
        assertThat(PackagedTitle.files(output()).keySet()).isEqualTo(named);
        List<Shown> expected = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            expected.add(Shown.of(source.picture(i), source.times()[i], source.duration(i)));
        }
        assertThat(title.decode(title.representation("exact"))).isEqualTo(expected);
    }

    @Test
    void growsFromManifestToManifest() throws Exception {
        // the title of before stays until there is another
        Packager.run(source, options().withHls(true), PackageListener.NONE);
        PackageReport report = run(source, null);
        assertWhole(FRAMES);
        assertThat(report.files())
                .isEqualTo(PackagedTitle.files(output()).size())
                .isEqualTo(1 + 4 * (SEGMENTS + 1));
        List<Mpd> manifests = manifests();
        assertThat(manifests).hasSize(SEGMENTS + 1);
        Mpd first = manifests.get(0);
        assertThat(first.suggestedPresentationDelay()).isEqualTo(SEGMENT.multipliedBy(3));
        for (int i = 0; i < SEGMENTS; i++) {
            Mpd mpd = manifests.get(i);
            assertThat(mpd.changes()).isTrue();
            assertThat(mpd.availabilityStartTime()).isEqualTo(first.availabilityStartTime());
            assertThat(mpd.publishTime()).isAfter(mpd.availabilityStartTime().plus(SEGMENT.multipliedBy(i)));
            assertThat(mpd.timeShiftBufferDepth()).isNull();
            assertThat(mpd.mediaPresentationDuration()).isNull();
            assertThat(mpd.utcTimings()).containsExactly(LiveOptions.OWN_CLOCK);
            assertThat(ManifestFiles.of(mpd)).hasSizeGreaterThanOrEqualTo(3 * (i + 2));
        }
        assertDeclaredInFewSteps();
        SchemaJudge judge = new SchemaJudge();
        updates.forEach(update -> judge.accepts(update.manifest()));
    }

    private void assertDeclaredInFewSteps() throws Exception {
        for (String id : List.of("thumb", "capped", "exact", "audio")) {
            List<Long> declared = new ArrayList<>();
            for (Mpd mpd : manifests().subList(0, SEGMENTS)) {
                declared.add(mpd.periods().get(0).adaptationSets().stream()
                        .flatMap(set -> set.representations().stream())
                        .filter(representation -> representation.id().equals(id))
                        .map(Representation::bandwidth)
                        .findFirst()
                        .orElseThrow());
            }
            assertThat(declared).isSorted();
            assertThat(new HashSet<>(declared)).hasSizeLessThan(5);
            assertThat(id.equals("capped") ? declared.get(0) : 200_000).isGreaterThanOrEqualTo(200_000);
        }
    }

    @Test
    void keepsAWindow() throws Exception {
        PackageReport report = run(source, SEGMENT.multipliedBy(3));
        List<Mpd> manifests = manifests();
        for (Mpd mpd : manifests.subList(0, SEGMENTS)) {
            assertThat(mpd.timeShiftBufferDepth()).isEqualTo(SEGMENT.multipliedBy(3));
            assertThat(ManifestFiles.of(mpd)).hasSizeLessThanOrEqualTo(4 * (1 + 4));
        }
        PackagedTitle title = new PackagedTitle(output());
        assertThat(title.segments(title.representation("exact"))).hasSizeBetween(5, 6);
        assertThat(report.representations().get(0).segments()).isBetween(5, 6);
        assertThat(TitleCheck.run(output()).findings()).isEmpty();
        Set<String> named = new HashSet<>(ManifestFiles.of(title.mpd()));
        named.add(Packager.MANIFEST);
        assertThat(PackagedTitle.files(output()).keySet()).isEqualTo(named);
        List<Shown> shown = title.decode(title.representation("exact"));
        assertThat(shown.get(shown.size() - 1))
                .isEqualTo(Shown.of(source.picture(FRAMES - 1), source.times()[FRAMES - 1], FRAME_MS));
    }

    @Test
    void endsWhenItIsStopped() throws Exception {
        stopAfter = 3;
        run(source, null);
        PackagedTitle title = new PackagedTitle(output());
        int frames = title.decode(title.representation("exact")).size();
        assertThat(frames).isBetween(3 * FRAMES_A_SEGMENT, FRAMES - 1);
        assertWhole(frames);
        assertThat(title.mpd().durationOf(title.mpd().periods().get(0)))
                .isBetween(Duration.ofMillis(FRAME_MS * frames), Duration.ofMillis(FRAME_MS * frames + 30));
    }

    @Test
    void whatIsStoppedBeforeItsFirstFrameIsNoTitle() {
        SyntheticInput nothing = SyntheticInput.constant(new PictureSize(40, 24), 1000, FRAME_MS, 0);
        assertThatThrownBy(() -> run(nothing, null)).isInstanceOf(InterruptedIOException.class);
        assertThat(output().resolve("manifest.mpd")).doesNotExist();
    }

    /** It comes late, which is said, and then breaks off. */
    @Test
    void whatIsThereStaysWhenTheInputFails() throws Exception {
        assertThatThrownBy(() -> run(new Failing(source, 3 * FRAMES_A_SEGMENT + 4), null))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertWhole(3 * FRAMES_A_SEGMENT);
        assertThat(late).isNotEmpty();
        assertThatThrownBy(() -> run(new Failing(source, 4), null)).hasMessage("broken");
        assertWhole(3 * FRAMES_A_SEGMENT);
    }

    /**
     * An input that fails.
     *
     * @param frames that it gives before
     */
    private record Failing(SyntheticInput input, int frames) implements MediaInput {
        @Override
        public String name() {
            return input.name();
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public SourceIndex index() {
            return input.index();
        }

        @Override
        public FrameSource openVideo(Optional<SourceIndex> index) {
            FrameSource video = input.openVideo(index);
            return new FrameSource() {
                private int given;

                @Override
                public VideoInfo video() {
                    return video.video();
                }

                @Override
                public Frame next() throws IOException {
                    if (given++ == frames) {
                        throw new IOException("broken");
                    }
                    if (given == frames && frames > FRAMES_A_SEGMENT) {
                        sleep();
                    }
                    return video.next();
                }

                @Override
                public void skipTo(long time) throws IOException {
                    video.skipTo(time);
                }

                @Override
                public void close() {}
            };
        }

        private static void sleep() {
            try {
                Thread.sleep(2100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<AudioTrack> audioTracks() {
            return input.audioTracks();
        }

        @Override
        public AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) {
            return input.openAudio(track, format, atLeast);
        }

        @Override
        public PictureScaler openScaler(PictureSize from, PictureSize to) {
            return input.openScaler(from, to);
        }
    }
}
