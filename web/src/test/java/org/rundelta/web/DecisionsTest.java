package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.player.ClientListener;
import org.rundelta.player.ClientOptions;
import org.rundelta.player.PlaybackReport;
import org.rundelta.player.StreamingClient;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.NetworkTrace.Period;
import org.rundelta.simulate.TraceFolder;
import org.rundelta.simulate.TraceThrottle;

/**
 * The player's fetching, under Node, decides as {@link StreamingClient} does: the same title over the same trace, both in
 * virtual time. The titles tell true sizes, as an index does, or only bandwidths; both have sound.
 */
class DecisionsTest {
    private static final int SEGMENTS = 60;
    private static final int SEGMENT_MS = 2000;
    private static final int AUDIO_MS = 1920;
    private static final int AUDIO_BANDWIDTH = 64_000;
    private static final int[] BANDWIDTHS = {200_000, 500_000, 1_000_000, 2_000_000, 4_000_000};
    private static final Duration BUFFER = Duration.ofSeconds(25);
    private static final Path RECORDED =
            Path.of(System.getProperty("rundelta.shared")).resolve("traces");

    private static final double LONGEST_STEADY_MS = 250;

    /** One of so many recorded traces is played in every build, from each set. */
    private static final int EVERY = 20;

    @TempDir
    private Path folder;

    /** A playback, for Node. */
    private record Playback(SizedTitle title, List<Period> trace, long bufferMs) {}

    @Test
    void overDrawnTraces() throws Exception {
        int abandoned = compare(List.of(
                drawn("steady", random -> 1500),
                drawn("varying", random -> 300 + random.nextInt(3000)),
                drawn("fast", random -> 20_000),
                drawn("dips", random -> random.nextInt(5) == 0 ? 50 : 3000),
                drawn("outages", random -> random.nextInt(8) == 0 ? 0 : 2500)));
        assertThat(abandoned).as("abandoned downloads").isPositive();
    }

    @Test
    void overSomeRecordedTraces() throws Exception {
        assumeThat(RECORDED)
                .as("skipped: no ../shared/traces beside the project")
                .isDirectory();
        List<NetworkTrace> traces = TraceFolder.read(RECORDED);
        List<NetworkTrace> some = new ArrayList<>();
        for (int i = 0; i < traces.size(); i += EVERY) {
            some.add(traces.get(i));
        }
        compare(some);
    }

    @Tag("nightly")
    @Test
    void overAllRecordedTraces() throws Exception {
        assumeThat(RECORDED)
                .as("skipped: no ../shared/traces beside the project")
                .isDirectory();
        compare(TraceFolder.read(RECORDED));
    }

    /** Has both play two titles over traces; how many downloads were abandoned. */
    private int compare(List<NetworkTrace> steady) throws Exception {
        List<NetworkTrace> traces = steady.stream().map(DecisionsTest::shaken).toList();
        List<Playback> playbacks = new ArrayList<>();
        List<PlaybackReport> expected = new ArrayList<>();
        for (boolean isIndexed : new boolean[] {true, false}) {
            SizedTitle title = title(isIndexed);
            Path manifest = title.store(folder.resolve(isIndexed ? "indexed" : "files"));
            for (NetworkTrace trace : traces) {
                playbacks.add(new Playback(title, trace.periods(), BUFFER.toMillis()));
                expected.add(StreamingClient.play(
                                ClientOptions.of(manifest.toUri())
                                        .withBuffer(BUFFER)
                                        .fast()
                                        .withThrottle(new TraceThrottle(trace))
                                        .withoutReplacing(),
                                ClientListener.SILENT)
                        .playback());
            }
        }
        Path file = folder.resolve("playbacks.json");
        ObjectMapper json = new ObjectMapper();
        json.writeValue(file.toFile(), playbacks);
        List<String> lines = Node.run("decisions.mjs", file);
        assertThat(lines.size()).isEqualTo(expected.size());
        for (int i = 0; i < lines.size(); i++) {
            NetworkTrace trace = traces.get(i % traces.size());
            assertSame(
                    trace.set() + "/" + trace.name() + (i < traces.size() ? ", sizes" : ", bandwidths"),
                    json.readTree(lines.get(i)),
                    expected.get(i));
        }
        return expected.stream().mapToInt(PlaybackReport::abandoned).sum();
    }

    private static void assertSame(String name, JsonNode played, PlaybackReport expected) {
        StringBuilder rungs = new StringBuilder();
        expected.fetched().forEach(segment -> rungs.append(segment.rung()));
        assertThat(played.get("rungs").asText()).as(name).isEqualTo(rungs.toString());
        assertThat(played.get("abandoned").asInt()).as(name).isEqualTo(expected.abandoned());
        for (int i = 0; i < rungs.length(); i++) {
            assertThat(played.get("arrivedMs").get(i).asDouble())
                    .as("%s, segment %d", name, i)
                    .isCloseTo(expected.fetched().get(i).arrivedMs(), within(1.0));
        }
    }

    /** Segments of a tenth to twice what their bandwidth allows, as screens have them. */
    private static SizedTitle title(boolean isIndexed) {
        RandomGenerator random = new SplittableRandom(3);
        double[] activity = random.doubles(SEGMENTS, 0.1, 1).toArray();
        List<SizedTitle.Track> rungs = new ArrayList<>();
        for (int bandwidth : BANDWIDTHS) {
            int[] bytes = Arrays.stream(activity)
                    .mapToInt(share -> (int) (share * random.nextDouble(1, 2) * bandwidth / 8 * SEGMENT_MS / 1000))
                    .toArray();
            rungs.add(new SizedTitle.Track("v" + bandwidth, bandwidth, SEGMENT_MS, bytes));
        }
        int[] audio = new int[SEGMENTS * SEGMENT_MS / AUDIO_MS + 1];
        Arrays.fill(audio, AUDIO_BANDWIDTH / 8 * AUDIO_MS / 1000);
        return new SizedTitle(isIndexed, rungs, new SizedTitle.Track("a", AUDIO_BANDWIDTH, AUDIO_MS, audio));
    }

    private interface Kbps {
        double of(RandomGenerator random);
    }

    /** A trace with another bandwidth every few seconds. */
    private static NetworkTrace drawn(String name, Kbps kbps) {
        RandomGenerator random = new SplittableRandom(5);
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            periods.add(new Period(500 + random.nextInt(4000), kbps.of(random), 20 + random.nextInt(100)));
        }
        return new NetworkTrace("drawn", name, periods);
    }

    /** The same with a bandwidth that is never quite the same for long: between equally fast downloads rounding would decide. */
    private static NetworkTrace shaken(NetworkTrace trace) {
        RandomGenerator random = new SplittableRandom(6);
        List<Period> periods = new ArrayList<>();
        for (Period period : trace.periods()) {
            int parts = (int) Math.ceil(period.durationMs() / LONGEST_STEADY_MS);
            for (int i = 0; i < parts; i++) {
                double kbps = period.bandwidthKbps() * random.nextDouble(0.95, 1.05);
                periods.add(new Period(period.durationMs() / parts, kbps, period.latencyMs()));
            }
        }
        return new NetworkTrace(trace.set(), trace.name(), periods);
    }
}
