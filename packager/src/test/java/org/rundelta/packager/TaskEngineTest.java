package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.codec.Effort;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.ladder.LadderAnalysis;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.packager.OutputSize.Scaled;

/** Titles that are encoded elsewhere are what they are when encoded here, file by file. */
class TaskEngineTest {
    private static final Duration SEGMENT = Duration.ofMillis(300);
    private static final OutputSize SOURCE = new OutputSize.Source();

    @TempDir
    private static Path folder;

    private static MediaInput film;

    @BeforeAll
    static void makeFilm() throws Exception {
        // a moving gradient beside a test picture: something of each kind of block
        String command = "-f lavfi -i testsrc2=size=96x48:rate=25:duration=3 -f lavfi -i mandelbrot=size=96x48:rate=25"
                + " -f lavfi -i sine=duration=3 -filter_complex [0][1]vstack=shortest=1[v] -map [v] -map 2 -c:v libx264"
                + " -qp 12 -g 20 -bf 2 -c:a aac film.mkv";
        Tool.ffmpeg(folder, command.split(" "));
        film = new FfmpegInput(folder.resolve("film.mkv").toString());
    }

    static Stream<Arguments> ladders() {
        return Stream.of(
                Arguments.of(
                        "once",
                        List.of(
                                rung("thumb", new Fidelity.MaxError(8), VideoCodec.RDV1, "0.5"),
                                rung("photo", new Fidelity.Quality(40), VideoCodec.RDV1, "1"),
                                rung("h264", new Fidelity.Quality(50), VideoCodec.H264, "1"),
                                Rung.lossless("exact"))),
                Arguments.of("rdv1", List.of(rung("rated", bitrate(60_000), VideoCodec.RDV1, "1"))),
                Arguments.of(
                        "capped",
                        List.of(rung("rated", new Fidelity.Bitrate(80_000, 160_000, 160_000), VideoCodec.RDV1, "1"))),
                Arguments.of("exact after all", List.of(rung("rated", bitrate(90_000_000), VideoCodec.RDV1, "1"))),
                Arguments.of(
                        "standard",
                        List.of(
                                rung("low", bitrate(40_000), VideoCodec.H264, "0.5"),
                                rung("high", new Fidelity.Bitrate(120_000, 200_000, 150_000), VideoCodec.H264, "1"))));
    }

    private static Rung rung(String id, Fidelity fidelity, VideoCodec codec, String scale) {
        return new Rung(id, fidelity, scale.equals("1") ? SOURCE : new Scaled(new BigDecimal(scale)), null, codec);
    }

    private static Fidelity bitrate(long rate) {
        return new Fidelity.Bitrate(rate, 0, 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ladders")
    void bytesAreTheSame(String name, List<Rung> rungs) throws Exception {
        PackageOptions here = options(name + " here", rungs).withTrickPlay(true);
        PackageOptions there = options(name + " there", rungs).withTrickPlay(true);
        DistantEngine engine = new DistantEngine();
        Packager.run(film, here, PackageListener.NONE);
        Packager.run(film, there.on(engine), PackageListener.NONE);
        assertThat(engine.jobs()).isGreaterThan(1);
        assertSame(here.output(), there.output());
    }

    @Test
    void laddersAreTheSame() throws Exception {
        LadderProposal here = LadderAnalysis.run(film, SEGMENT, null, 2, PackageListener.NONE);
        DistantEngine engine = new DistantEngine();
        LadderProposal there = LadderAnalysis.run(film, SEGMENT, engine, 2, PackageListener.NONE);
        assertThat(engine.jobs()).isGreaterThan(1);
        assertThat(there).isEqualTo(here);
    }

    @Test
    void anInterruptedRunIsResumed() throws Exception {
        List<Rung> rungs = List.of(Rung.lossless("exact"));
        PackageOptions whole = options("whole", rungs);
        Packager.run(film, whole, PackageListener.NONE);
        PackageOptions broken = options("broken", rungs);
        assertThatThrownBy(() -> Packager.run(film, broken.on(new Failing(3)), PackageListener.NONE))
                .hasMessage("no machine is left");
        int[] kept = {0};
        Packager.run(film, broken.on(new DistantEngine()).resuming(), new PackageListener() {
            @Override
            public void started(long segments) {}

            @Override
            public void kept(int segments) {
                kept[0] = segments;
            }

            @Override
            public void segmentDone() {}
        });
        assertThat(kept[0]).isGreaterThanOrEqualTo(3);
        assertSame(whole.output(), broken.output());
    }

    @Test
    void standardInputCannotBeEncodedElsewhere() {
        PackageOptions options =
                options("nothing", List.of(Rung.lossless("exact"))).on(new DistantEngine());
        assertThatThrownBy(() -> Packager.run(new FfmpegInput("-"), options, PackageListener.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("save it to a file");
    }

    private static PackageOptions options(String name, List<Rung> rungs) {
        return new PackageOptions(folder.resolve(name), new Ladder(rungs), SEGMENT, Effort.FAST, 2);
    }

    private static void assertSame(Path here, Path there) throws IOException {
        SortedMap<String, byte[]> expected = files(here);
        SortedMap<String, byte[]> found = files(there);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, bytes) -> assertThat(found.get(file)).as(file).isEqualTo(bytes));
    }

    private static SortedMap<String, byte[]> files(Path title) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(title)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(title.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Loses all machines after so many jobs. */
    private record Failing(int jobs) implements TaskEngine {
        @Override
        public <J extends Serializable, R extends Serializable> void run(
                Work<J, R> work, List<J> list, Results<R> results) throws IOException {
            for (int i = 0; i < jobs; i++) {
                results.done(i, work.run(list.get(i), () -> true));
            }
            throw new IOException("no machine is left");
        }

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
