package org.rundelta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Picture;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.FfmpegScaler;
import org.rundelta.ffmpeg.FfmpegSource;
import org.rundelta.ladder.DisplayQuality;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.PackageReport;
import org.rundelta.packager.Packager;
import org.rundelta.packager.RundeltaSource;

/** Packages a clip and measures every segment of every rung against the source. */
final class LadderPackaging {
    static final Duration SEGMENT = Duration.ofSeconds(2);

    private final String clip;
    private final Path folder;

    LadderPackaging(String clip, Path folder) {
        this.clip = clip;
        this.folder = folder;
    }

    PackagedLadder run(Ladder ladder, int threads) throws Exception {
        PackageReport report = Packager.run(
                new FfmpegInput(clip),
                new PackageOptions(folder, ladder, SEGMENT, Effort.FAST, threads),
                PackageListener.NONE);
        return measure(report);
    }

    /** What became of the clip, whose files are in the folder. */
    private PackagedLadder measure(PackageReport report) throws IOException {
        List<PackagedLadder.PackagedRung> rungs = new ArrayList<>();
        List<Double> seconds = List.of();
        for (PackageReport.PackagedRepresentation representation : report.representations()) {
            if (representation.width() != null) {
                Path files = folder.resolve(representation.url());
                List<Path> segments = segments(files);
                SegmentQuality quality = new SegmentQuality(segments.size());
                quality.measure(clip, files.resolve("init.mp4"), segments);
                // With its primer; a clip that is played again stands for more of a title, which would need as much
                // again.
                long share = Files.size(files.resolve("init.mp4")) / segments.size();
                List<Long> bytes = new ArrayList<>();
                for (Path segment : segments) {
                    bytes.add(share + Files.size(segment));
                }
                rungs.add(new PackagedLadder.PackagedRung(representation.id(), bytes, quality.means()));
                seconds = quality.seconds();
            }
        }
        PackagedLadder packaged = new PackagedLadder(rungs, seconds);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rungs.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(packaged::bitrate));
        return new PackagedLadder(order.stream().map(rungs::get).toList(), seconds);
    }

    /** Media segments, whose names are their times. */
    private static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".m4s"))
                    .sorted(Comparator.comparingLong(LadderPackaging::time))
                    .toList();
        }
    }

    static long time(Path segment) {
        String name = segment.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    /** What is shown for each frame of the source, segment by segment. */
    private static final class SegmentQuality {
        private final List<DisplayQuality> qualities = new ArrayList<>();
        private final double[] seconds;

        SegmentQuality(int segments) {
            seconds = new double[segments];
            for (int i = 0; i < segments; i++) {
                qualities.add(new DisplayQuality());
            }
        }

        void measure(String clip, Path init, List<Path> segments) throws IOException {
            List<Path> files = new ArrayList<>();
            files.add(init);
            files.addAll(segments);
            try (FrameSource source = FfmpegSource.open(clip);
                    FrameSource coded = RundeltaSource.open(files);
                    FfmpegScaler scaler = new FfmpegScaler(
                            coded.video().width(),
                            coded.video().height(),
                            source.video().width(),
                            source.video().height())) {
                boolean isFull = coded.video().width() == source.video().width();
                Frame shown = coded.next();
                Picture picture = isFull ? shown.picture() : scaler.scale(shown.picture());
                int segment = 0;
                for (Frame frame = source.next(); frame != null; frame = source.next()) {
                    while (shown.time() + shown.duration() <= frame.time()) {
                        shown = coded.next();
                        picture = isFull ? shown.picture() : scaler.scale(shown.picture());
                    }
                    while (segment + 1 < segments.size() && time(segments.get(segment + 1)) <= frame.time()) {
                        segment++;
                    }
                    qualities.get(segment).add(frame.picture(), picture, false);
                    seconds[segment] +=
                            (double) frame.duration() / source.video().timescale();
                }
            }
        }

        List<Double> means() {
            return qualities.stream().map(DisplayQuality::mean).toList();
        }

        List<Double> seconds() {
            List<Double> list = new ArrayList<>();
            for (double length : seconds) {
                list.add(length);
            }
            return list;
        }
    }
}
