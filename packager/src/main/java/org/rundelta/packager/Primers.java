package org.rundelta.packager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PrimerChoice.Sketch;
import org.rundelta.packager.VideoEncoder.Primed;

/** Looks at a title before it is encoded, to give each rung a primer. */
final class Primers {
    /** Pixels of all samples together. */
    private static final long MAX_PIXELS = 48_000_000;

    private final MediaInput input;
    private final TaskRunner runner;

    /** A picture of the title, and what is compared of it. */
    private record Sample(Picture picture, Sketch sketch) {}

    Primers(MediaInput input, TaskRunner runner) {
        this.input = input;
        this.runner = runner;
    }

    /**
     * Pictures for a primer, best chosen from a few keyframes-to-be all over the input; none if a primer does not pay.
     *
     * @param source of the input, at its beginning, for one of the threads; the caller closes it
     * @param segments of the title, each of which will begin with a keyframe
     */
    List<Picture> choose(FrameSource source, SourceIndex index, Segmenter segmenter, long segments)
            throws IOException, InterruptedException {
        if (segments < 2) {
            return List.of();
        }
        List<Long> times = SampleTimes.of(index, segmenter, segments, maxSamples(source.video()));
        List<Sample> samples = List.copyOf(read(source, index, times));
        List<Sketch> sketches = samples.stream().map(Sample::sketch).toList();
        return PrimerChoice.fromSketches(sketches, segments).stream()
                .map(chosen -> samples.get(chosen).picture())
                .toList();
    }

    private static long maxSamples(VideoInfo video) {
        long fitting = MAX_PIXELS / ((long) video.width() * video.height());
        return Math.min(PrimerChoice.MAX_SAMPLES, Math.max(1, fitting));
    }

    /** Reads samples on all threads, which take what is left to read from one queue; gives them in order of time. */
    private Collection<Sample> read(FrameSource source, SourceIndex index, List<Long> times)
            throws IOException, InterruptedException {
        Queue<List<Long>> groups = new ConcurrentLinkedQueue<>(SampleTimes.bySeekPoint(index, times));
        ConcurrentNavigableMap<Long, Sample> samples = new ConcurrentSkipListMap<>();
        List<TaskRunner.Task<Void>> readers = new ArrayList<>();
        readers.add(() -> read(source, groups, samples));
        for (int i = 1; i < Math.min(runner.threads(), groups.size()); i++) {
            readers.add(() -> {
                try (FrameSource another = input.openVideo(Optional.of(index))) {
                    return read(another, groups, samples);
                }
            });
        }
        runner.run(readers);
        return samples.values();
    }

    private Void read(FrameSource source, Queue<List<Long>> groups, ConcurrentNavigableMap<Long, Sample> samples)
            throws IOException {
        for (List<Long> group = groups.poll(); group != null; group = groups.poll()) {
            for (long time : group) {
                if (!runner.isWanted()) {
                    return null;
                }
                source.skipTo(time);
                Frame frame = source.next();
                if (frame != null) {
                    Picture picture = frame.picture().copy();
                    samples.put(time, new Sample(picture, Sketch.of(picture)));
                }
            }
        }
        return null;
    }

    /**
     * Gives the rungs their configurations, all with a primer of the same pictures.
     *
     * @return what that took
     */
    CodecTime prime(List<RundeltaCoding> rungs, VideoInfo video, List<Picture> pictures)
            throws IOException, InterruptedException {
        List<TaskRunner.Task<Primed>> tasks = new ArrayList<>();
        for (RundeltaCoding rung : rungs) {
            tasks.add(() -> config(rung, video, pictures));
        }
        List<Primed> primed = runner.run(tasks);
        CodecTime time = CodecTime.NONE;
        for (int i = 0; i < rungs.size(); i++) {
            rungs.get(i).setConfig(primed.get(i).config());
            time = time.plus(primed.get(i).time());
        }
        return time;
    }

    private Primed config(RundeltaCoding rung, VideoInfo video, List<Picture> pictures) throws IOException {
        PictureSize from = new PictureSize(video.width(), video.height());
        PictureSize to = rung.size();
        CodecConfig plain = rung.plainConfig();
        EncoderOptions options = rung.options();
        if (pictures.isEmpty()) {
            return new Primed(PrimedConfig.of(plain), CodecTime.NONE);
        }
        if (to.equals(from)) {
            return VideoEncoder.prime(plain, pictures, options);
        }
        try (PictureScaler scaler = input.openScaler(from, to)) {
            List<Picture> scaled = new ArrayList<>();
            for (Picture picture : pictures) {
                scaled.add(scaler.scale(picture).copy());
            }
            return VideoEncoder.prime(plain, scaled, options);
        }
    }
}
