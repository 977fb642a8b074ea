package org.rundelta.packager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.packager.VideoEncoder.Primed;

/**
 * Encodes an input at all rungs on the threads of this machine. Each thread reads the input for itself and carries out
 * one segment job after the other, so memory does not grow with the length of the input.
 */
final class SegmentEngine implements SegmentWorker.Listener {
    /**
     * What came of it.
     *
     * @param configs of the rungs
     * @param rungs of each rung the segments in order of time, at least one
     */
    record Result(VideoInfo video, List<CodecConfig> configs, List<List<EncodedSegment>> rungs, CodecTime time) {}

    /** Makes a worker, on the thread that it is to work on. */
    private interface Opener {
        SegmentWorker open() throws IOException;
    }

    private final MediaInput input;
    private final EncodePlan plan;
    private final PackageListener listener;
    private final List<List<EncodedSegment>> segments = new ArrayList<>();
    private CodecTime time = CodecTime.NONE;
    private volatile boolean wanted = true;

    SegmentEngine(MediaInput input, EncodePlan plan, PackageListener listener) {
        this.input = input;
        this.plan = plan;
        this.listener = listener;
        plan.ladder().rungs().forEach(rung -> segments.add(new ArrayList<>()));
    }

    /**
     * Encodes everything; after a failure, too, no thread is left running.
     *
     * @param audio encoded beside the video; the caller closes it
     * @param threads at most
     * @throws IOException if the input cannot be read or the output not written
     */
    Result run(Optional<AudioLane> audio, int threads) throws IOException, InterruptedException {
        return input.isRepeatable() ? runJobs(audio, threads) : runOnce();
    }

    /** What can be read only once is one job. The primer is its first picture, which the first keyframe then repeats. */
    private Result runOnce() throws IOException, InterruptedException {
        listener.started(-1);
        try (FrameSource source = input.openVideo(Optional.empty())) {
            Frame first = source.next();
            List<PrimedConfig> configs = configs(source.video(), List.of(first.picture()));
            Opener opener = () -> new SegmentWorker(input, source, first, plan, configs);
            run(Optional.empty(), List.of(opener), new JobQueue(-1, 1), 1);
            return result(source.video(), configs);
        }
    }

    private Result runJobs(Optional<AudioLane> audio, int threads) throws IOException, InterruptedException {
        Optional<SourceIndex> index = Optional.of(input.index());
        VideoInfo video;
        long count;
        List<Picture> primer;
        try (FrameSource source = input.openVideo(index)) {
            video = source.video();
            Segmenter segmenter = plan.segmenter(video);
            count = segmenter.number(Math.max(0, index.get().endTime() - 1)) + 1;
            primer = Primers.choose(source, index.get(), segmenter, count);
        }
        List<PrimedConfig> configs = configs(video, primer);
        listener.started(count);
        Opener opener = () -> new SegmentWorker(input, input.openVideo(index), null, plan, configs);
        int workers = (int) Math.min(threads, count);
        run(audio, Collections.nCopies(workers, opener), new JobQueue(count, workers), threads);
        return result(video, configs);
    }

    private List<PrimedConfig> configs(VideoInfo video, List<Picture> primer) throws IOException {
        List<PrimedConfig> configs = new ArrayList<>();
        for (Rung rung : plan.ladder().rungs()) {
            Primed primed = Primers.config(rung, plan.options(rung), input, video, primer);
            configs.add(primed.config());
            add(primed.time());
        }
        return configs;
    }

    private void run(Optional<AudioLane> audio, List<Opener> workers, JobQueue jobs, int threads)
            throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            running.add(executor.submit(() -> work(workers.get(0), jobs, 0)));
            audio.ifPresent(lane -> running.add(executor.submit(() -> encode(lane))));
            for (int i = 1; i < workers.size(); i++) {
                int number = i;
                running.add(executor.submit(() -> work(workers.get(number), jobs, number)));
            }
            for (Future<?> worker : running) {
                await(worker);
            }
        } finally {
            wanted = false;
            executor.shutdown();
            awaitEnd(executor);
        }
    }

    private Result result(VideoInfo video, List<PrimedConfig> configs) {
        segments.forEach(rung -> rung.sort(Comparator.comparingLong(EncodedSegment::time)));
        return new Result(video, configs.stream().map(PrimedConfig::config).toList(), segments, time);
    }

    private Void work(Opener opener, JobQueue jobs, int number) throws IOException {
        boolean done = false;
        try (SegmentWorker worker = opener.open()) {
            Optional<SegmentJob> job = jobs.next(number);
            while (job.isPresent() && wanted) {
                worker.run(job.get(), this);
                job = jobs.next(number);
            }
            add(worker.time());
            done = true;
            return null;
        } finally {
            if (!done) {
                wanted = false; // this worker has failed, so the others' work is for nothing
            }
        }
    }

    private Void encode(AudioLane audio) throws IOException {
        audio.encode(this::isWanted);
        return null;
    }

    /** Workers write files that the caller deletes after a failure, so even an interrupted caller waits for them. */
    private static void awaitEnd(ExecutorService executor) throws InterruptedException {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private static void await(Future<?> worker) throws IOException, InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized void add(CodecTime more) {
        time = time.plus(more);
    }

    @Override
    public synchronized void done(List<EncodedSegment> rungs) {
        for (int i = 0; i < rungs.size(); i++) {
            segments.get(i).add(rungs.get(i));
        }
        listener.segmentDone();
    }

    @Override
    public boolean isWanted() {
        return wanted;
    }
}
