package org.rundelta.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.Decision;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackReport;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.NetworkTrace.Period;
import org.rundelta.simulate.Simulator;
import org.rundelta.simulate.TitleReader;
import org.rundelta.simulate.TraceFolder;

/**
 * Plays screens over network traces with ABR rules, and with the smallest file of each segment, which stalls as little as
 * is possible: whatever else is fetched comes later. {@code benchmarks/screens} runs it.
 */
final class ScreenPlayback {
    private static final List<String> RULES = List.of("bola", "bolae", "dynamic", "foresight");
    private static final double MAX_BUFFER_MS = 25_000;
    private static final double LENGTH_MS = 400_000;

    /** All sizes times these: the second strains fixed lines, too. */
    private static final int[] FACTORS = {1, 6};

    /** Each trace is begun at so many places, evenly spread. */
    private static final int PLACES = 4;

    private ScreenPlayback() {}

    /**
     * Prints the table.
     *
     * @param args a folder with folders of traces, and manifests of titles with as many rungs each
     */
    public static void main(String[] args) throws Exception {
        List<Title> clips = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            clips.add(TitleReader.read(Path.of(args[i])));
        }
        Map<String, List<NetworkTrace>> sets = new LinkedHashMap<>();
        for (NetworkTrace trace : TraceFolder.read(Path.of(args[0]))) {
            sets.computeIfAbsent(trace.set(), set -> new ArrayList<>()).addAll(places(trace));
        }
        System.out.println("| traces, sizes | " + String.join(" | ", RULES) + " | smallest files |");
        System.out.println("| --- |" + " --- |".repeat(RULES.size() + 1));
        for (int factor : FACTORS) {
            Title title = shuffled(clips, factor);
            sets.forEach((set, traces) -> {
                StringBuilder row = new StringBuilder("| " + set + ", times " + factor + " |");
                RULES.forEach(abr -> row.append(cell(title, traces, () -> AbrRules.make(abr, title, MAX_BUFFER_MS))));
                System.out.println(row.append(cell(title, traces, () -> seen -> smallest(title, seen.segment()))));
            });
        }
    }

    private interface RuleMaker {
        AbrRule make();
    }

    private static List<NetworkTrace> places(NetworkTrace trace) {
        List<NetworkTrace> places = new ArrayList<>();
        List<Period> periods = trace.periods();
        for (int place = 0; place < PLACES; place++) {
            int start = place * periods.size() / PLACES;
            List<Period> turned = new ArrayList<>(periods.subList(start, periods.size()));
            turned.addAll(periods.subList(0, start));
            places.add(new NetworkTrace(trace.set(), trace.name(), turned));
        }
        return places;
    }

    /** The clips, drawn again and again. Rungs are in order of what they cost on average, which is their bitrate. */
    private static Title shuffled(List<Title> clips, int factor) {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> durations = new ArrayList<>();
        List<double[]> sizes = new ArrayList<>();
        int rungs = clips.get(0).rungs();
        double[] sums = new double[rungs];
        double length = 0;
        while (length < LENGTH_MS) {
            Title clip = clips.get(random.nextInt(clips.size()));
            for (int segment = 0; segment < clip.segments(); segment++) {
                double[] bits = new double[rungs];
                for (int rung = 0; rung < rungs; rung++) {
                    bits[rung] = factor * clip.sizeBits(segment, rung);
                    sums[rung] += bits[rung];
                }
                sizes.add(bits);
                durations.add(clip.durationMs(segment));
                length += clip.durationMs(segment);
            }
        }
        int[] order = IntStream.range(0, rungs)
                .boxed()
                .sorted(Comparator.comparingDouble(rung -> sums[rung]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = length;
        return new Title(
                "screens",
                durations.stream().mapToDouble(Double::doubleValue).toArray(),
                Arrays.stream(order).mapToDouble(rung -> sums[rung] / total).toArray(),
                sizes.stream()
                        .map(bits -> Arrays.stream(order)
                                .mapToDouble(rung -> bits[rung])
                                .toArray())
                        .toArray(double[][]::new));
    }

    private static Decision smallest(Title title, int segment) {
        int smallest = 0;
        for (int rung = 1; rung < title.rungs() && segment > 0; rung++) {
            smallest = title.sizeBits(segment, rung) < title.sizeBits(segment, smallest) ? rung : smallest;
        }
        return Decision.of(smallest);
    }

    /** Means of rebuffer ratio, utility and bitrate. */
    private static String cell(Title title, List<NetworkTrace> traces, RuleMaker rule) {
        List<PlaybackReport> reports = traces.stream()
                .map(trace -> Simulator.play(title, trace, rule.make(), MAX_BUFFER_MS))
                .toList();
        return String.format(
                Locale.ROOT,
                " %.4f, %.2f, %.0f kbit/s |",
                reports.stream()
                        .mapToDouble(PlaybackReport::stallRatio)
                        .average()
                        .orElseThrow(),
                reports.stream().mapToDouble(PlaybackReport::utility).average().orElseThrow(),
                reports.stream()
                        .mapToDouble(PlaybackReport::bitrateKbps)
                        .average()
                        .orElseThrow());
    }
}
