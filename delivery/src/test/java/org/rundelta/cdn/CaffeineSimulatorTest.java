package org.rundelta.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our policies against the simulator of Caffeine, 3.1.8, on the same requests. What it says is kept here; a nightly test runs it
 * again, from target/judges.
 */
class CaffeineSimulatorTest {
    private static final int REQUESTS = 300_000;
    private static final int OBJECTS = 10_000;

    /** Percentage points. */
    private static final Offset<Double> TOLERANCE = Offset.offset(0.2);

    /** As they are called there; W-TinyLFU with a window of 1 %. */
    private static final Map<String, CdnPolicy> POLICIES = Map.of(
            "linked.Fifo", CdnPolicy.FIFO, "linked.Lru", CdnPolicy.LRU, "sketch.WindowTinyLfu", CdnPolicy.TINYLFU);

    @TempDir
    private Path folder;

    /** Exponent, objects that a cache holds, and the hit ratios in % that Caffeine's simulator finds. */
    @ParameterizedTest
    @CsvSource({
        "0.6,300,9.38,10.45,20.33",
        "0.8,300,23.26,26.56,38.89",
        "1.0,300,47.32,52.14,62.41",
        "1.2,300,72.18,76.31,82.36",
        "0.6,1000,21.99,24.31,34.53",
        "0.8,1000,39.34,43.55,53.70",
        "1.0,1000,62.90,67.31,74.32",
        "1.2,1000,83.02,85.96,89.16"
    })
    void hitRatiosAreThoseOfCaffeinesSimulator(double exponent, int capacity, double fifo, double lru, double tinyLfu) {
        int[] requests = DrawnRequests.zipf(REQUESTS, OBJECTS, exponent, 42);
        assertThat(hitRatio(CdnPolicy.FIFO, capacity, requests)).isCloseTo(fifo, TOLERANCE);
        assertThat(hitRatio(CdnPolicy.LRU, capacity, requests)).isCloseTo(lru, TOLERANCE);
        assertThat(hitRatio(CdnPolicy.TINYLFU, capacity, requests)).isCloseTo(tinyLfu, TOLERANCE);
    }

    /**
     * The library itself, with sizes, as an edge uses it. It changes the size of its window, and makes some decisions at random, so
     * that no two of its runs are equal, and differ by up to one and a half points on such requests.
     */
    @ParameterizedTest
    @CsvSource({"0.6,100000", "0.8,30000", "1.0,100000", "1.2,20000"})
    void hitRatiosAreThoseOfCaffeine(double exponent, long capacity) {
        int[] sizes = DrawnRequests.sizes(OBJECTS, 50, 150, 3);
        int[] requests = DrawnRequests.zipf(REQUESTS, OBJECTS, exponent, 7);
        Cache<Integer, Integer> cache = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((Integer object, Integer size) -> size)
                .executor(Runnable::run)
                .build();
        long hits = 0;
        long ours = 0;
        EdgeCache tinyLfu = CdnPolicy.TINYLFU.cache(sizes, capacity);
        for (int request : requests) {
            if (cache.getIfPresent(request) == null) {
                cache.put(request, sizes[request]);
            } else {
                hits++;
            }
            ours += tinyLfu.request(request) > 0 ? 1 : 0;
        }
        assertThat(100.0 * ours / REQUESTS).isCloseTo(100.0 * hits / REQUESTS, Offset.offset(2.5));
    }

    @Test
    @Tag("nightly")
    void whatIsKeptHereIsWhatItSays() throws Exception {
        Path jars = Path.of(System.getProperty("rundelta.root"), "delivery", "target", "judges", "caffeine");
        Assumptions.assumeTrue(Files.isDirectory(jars), "Caffeine's simulator is copied by the profile nightly");
        for (double exponent : new double[] {0.6, 0.8, 1.0, 1.2}) {
            int[] requests = DrawnRequests.zipf(REQUESTS, OBJECTS, exponent, 42);
            for (int capacity : new int[] {300, 1000}) {
                Map<String, Double> theirs = simulator(jars, capacity, requests);
                assertThat(theirs).hasSameSizeAs(POLICIES);
                POLICIES.forEach((name, policy) -> assertThat(hitRatio(policy, capacity, requests))
                        .as("%s, %s, %d", name, exponent, capacity)
                        .isCloseTo(theirs.get(name), TOLERANCE));
            }
        }
    }

    private Map<String, Double> simulator(Path jars, int capacity, int[] requests)
            throws IOException, InterruptedException {
        Path trace = folder.resolve("requests.txt");
        StringBuilder lines = new StringBuilder();
        for (int request : requests) {
            lines.append(request).append('\n');
        }
        Files.writeString(trace, lines);
        Path table = folder.resolve("table.csv");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcaffeine.simulator.files.paths.0=lirs:" + trace,
                "-Dcaffeine.simulator.maximum-size=" + capacity,
                "-Dcaffeine.simulator.report.format=csv",
                "-Dcaffeine.simulator.report.output=" + table,
                "-Dcaffeine.simulator.admission.0=Always"));
        List<String> names = List.copyOf(POLICIES.keySet());
        for (int i = 0; i < names.size(); i++) {
            command.add("-Dcaffeine.simulator.policies." + i + "=" + names.get(i));
        }
        command.addAll(List.of("-cp", jars + "/*", "com.github.benmanes.caffeine.cache.simulator.Simulator"));
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(log, StandardCharsets.UTF_8))
                .isZero();
        List<String> rows = Files.readAllLines(table);
        int ratio = Arrays.asList(rows.get(0).split(",", -1)).indexOf("Hit Rate");
        return rows.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(
                        cells -> cells[0].split(" ", 2)[0], cells -> Double.parseDouble(cells[ratio])));
    }

    private static double hitRatio(CdnPolicy policy, int capacity, int[] requests) {
        int[] sizes = DrawnRequests.sizes(OBJECTS, 1, 1, 0);
        return 100.0 * DrawnRequests.run(policy.cache(sizes, capacity), requests) / requests.length;
    }
}
