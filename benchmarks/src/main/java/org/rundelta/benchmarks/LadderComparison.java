package org.rundelta.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ladder.DisplayQuality;
import org.rundelta.ladder.LadderAnalysis;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.Rung;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.TraceFolder;

/**
 * Compares {@code --ladder auto} with a fixed ladder: bytes per second that viewers watch, over network traces, at equal
 * quality. {@code benchmarks/ladder} runs it.
 *
 * <p>Equal quality is made trace by trace: the client of the ladder that gives less quality plays as it does; the other is
 * kept from the best rungs, by one, two... of them, and of its playbacks those are mixed that lie around that quality.
 */
final class LadderComparison {
    /** Luma PSNR in dB from which on nothing is seen. */
    private static final double UNSEEN = 42;

    private static final double KILO = 1000;
    private static final double PERCENT = 100;

    private final List<NetworkTrace> traces;

    private LadderComparison(List<NetworkTrace> traces) {
        this.traces = traces;
    }

    /** A playback, as quality and bytes. */
    private record Point(double quality, double bytes, double stalledShare) {}

    /** A sum over traces, at equal quality. */
    private record Sum(double auto, double fixed, double quality) {}

    /**
     * Prints the tables.
     *
     * @param args a folder with folders of traces, a folder for what is packaged, and clips
     */
    public static void main(String[] args) throws Exception {
        Map<String, List<NetworkTrace>> sets = TraceFolder.read(Path.of(args[0])).stream()
                .collect(Collectors.groupingBy(NetworkTrace::set, TreeMap::new, Collectors.toList()));
        System.out.println("| clip | rung | kbit/s | dB |");
        System.out.println("| --- | --- | ---: | ---: |");
        List<String> rows = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            compare(args[i], Path.of(args[1]), sets, rows);
        }
        System.out.println();
        System.out.println("| clip | traces | fixed: kbit/s, dB, stalled | auto: kbit/s, dB, stalled"
                + " | at equal quality, dB | fixed, kbit/s | auto, kbit/s | fewer bytes"
                + " | up to " + (int) UNSEEN + " dB: fixed | auto | fewer bytes |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        rows.forEach(System.out::println);
    }

    private static void compare(String clip, Path work, Map<String, List<NetworkTrace>> sets, List<String> rows)
            throws Exception {
        String name = Path.of(clip).getFileName().toString().replaceAll("[.].*", "");
        int threads = Runtime.getRuntime().availableProcessors();
        Ladder chosen = LadderAnalysis.run(
                        new FfmpegInput(clip), LadderPackaging.SEGMENT, null, threads, PackageListener.NONE)
                .ladder();
        PackagedLadder auto = new LadderPackaging(clip, work.resolve(name + "-auto")).run(chosen, threads);
        PackagedLadder fixed = new LadderPackaging(clip, work.resolve(name + "-fixed")).run(fixed(), threads);
        rungs(name + ", auto", auto);
        rungs(name + ", fixed", fixed);
        List<NetworkTrace> all = new ArrayList<>();
        sets.forEach((set, list) -> {
            all.addAll(list);
            rows.add(new LadderComparison(list).row(name, set, auto, fixed));
        });
        rows.add(new LadderComparison(all).row(name, "all", auto, fixed));
        rows.add(new LadderComparison(all).row(name, "all, fixed without dominated rungs", auto, fixed.undominated()));
    }

    /** The ladder that tutorials give for any title, as far as it goes for 720p. */
    private static Ladder fixed() {
        return new Ladder(List.of(
                rung("240p", 426, 240, 400),
                rung("360p", 640, 360, 800),
                rung("480p", 854, 480, 1400),
                rung("720p", 1280, 720, 2800),
                rung("720p-high", 1280, 720, 5000)));
    }

    private static Rung rung(String id, int width, int height, int kilobits) {
        return new Rung(
                id,
                new Fidelity.Bitrate((long) kilobits * 1000, 0, 0),
                new OutputSize.Exactly(new PictureSize(width, height)),
                null,
                Rung.DEFAULT_CODEC);
    }

    private static void rungs(String name, PackagedLadder ladder) {
        for (int i = 0; i < ladder.rungs().size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.2f |%n",
                    name,
                    ladder.rungs().get(i).id(),
                    ladder.bitrate(i) / KILO,
                    ladder.quality(i));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | stored, all rungs | %.0f | |%n",
                name,
                ladder.bytes() * Byte.SIZE / ladder.length() / KILO);
    }

    private String row(String name, String set, PackagedLadder auto, PackagedLadder fixed) {
        Sum all = sum(auto, fixed, DisplayQuality.EXACT);
        Sum seen = sum(auto, fixed, UNSEEN);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.2f | %.0f | %.0f | %.1f %% | %.0f | %.0f | %.1f %% |",
                name,
                set,
                plain(fixed),
                plain(auto),
                all.quality,
                all.fixed,
                all.auto,
                PERCENT * (1 - all.auto / all.fixed),
                seen.fixed,
                seen.auto,
                PERCENT * (1 - seen.auto / seen.fixed));
    }

    /** Means over the traces with all rungs. */
    private String plain(PackagedLadder ladder) {
        double bytes = 0;
        double quality = 0;
        double stalled = 0;
        for (NetworkTrace trace : traces) {
            List<Point> points = points(ladder, trace, DisplayQuality.EXACT);
            Point whole = whole(points);
            bytes += whole.bytes;
            quality += whole.quality;
            stalled += whole.stalledShare;
        }
        return String.format(
                Locale.ROOT,
                "%.0f, %.2f, %.2f %%",
                bytes * Byte.SIZE / KILO / traces.size(),
                quality / traces.size(),
                PERCENT * stalled / traces.size());
    }

    /** Mean kbit/s of all traces, at the quality that both ladders reach on each. */
    private Sum sum(PackagedLadder auto, PackagedLadder fixed, double visible) {
        double autoBytes = 0;
        double fixedBytes = 0;
        double quality = 0;
        for (NetworkTrace trace : traces) {
            List<Point> ours = points(auto, trace, visible);
            List<Point> theirs = points(fixed, trace, visible);
            double equal = Math.min(whole(ours).quality, whole(theirs).quality);
            autoBytes += bytes(ours, equal);
            fixedBytes += bytes(theirs, equal);
            quality += equal;
        }
        double scale = Byte.SIZE / KILO / traces.size();
        return new Sum(autoBytes * scale, fixedBytes * scale, quality / traces.size());
    }

    /** The playback that is kept from no rung. */
    private static Point whole(List<Point> points) {
        return points.get(points.size() - 1);
    }

    /** Playbacks kept from all but the lowest rung, all but two, and so on. */
    private static List<Point> points(PackagedLadder ladder, NetworkTrace trace, double visible) {
        List<Point> points = new ArrayList<>();
        for (int highest = 0; highest < ladder.rungs().size(); highest++) {
            ThroughputClient.Playback playback = new ThroughputClient(ladder, highest).play(trace, visible);
            points.add(new Point(playback.quality(), playback.bytesPerSecond(), playback.stalledShare()));
        }
        return points;
    }

    /** Fewest bytes at which a quality is reached that is not the best, by one playback or a mixture of two. */
    private static double bytes(List<Point> points, double quality) {
        if (whole(points).quality == quality) {
            return whole(points).bytes;
        }
        double fewest = Double.POSITIVE_INFINITY;
        for (Point high : points) {
            if (high.quality < quality) {
                continue;
            }
            fewest = Math.min(fewest, high.bytes);
            for (Point low : points) {
                if (low.quality < quality) {
                    double part = (quality - low.quality) / (high.quality - low.quality);
                    fewest = Math.min(fewest, low.bytes + part * (high.bytes - low.bytes));
                }
            }
        }
        return fewest;
    }
}
