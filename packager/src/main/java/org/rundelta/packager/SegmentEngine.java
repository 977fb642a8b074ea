package org.rundelta.packager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Encodes an input at all rungs on the threads of this machine. Each thread reads the input for itself and carries out
 * one segment job after the other, so memory does not grow with the length of the input.
 */
final class SegmentEngine implements SegmentWorker.Listener {
    /**
     * What came of it.
     *
     * @param rungs of each rung the segments in order of time, at least one
     */
    record Result(VideoInfo video, List<List<EncodedSegment>> rungs, CodecTime time) {}

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
        Optional<SourceIndex> index = input.isRepeatable() ? Optional.of(input.index()) : Optional.empty();
        SegmentWorker first = new SegmentWorker(input, index, plan);
        VideoInfo video = first.video();
        long count = index.isEmpty() ? -1 : segments(first.segmenter(), index.get());
        listener.started(count);
        int workers = (int) Math.max(1, Math.min(threads, count));
        JobQueue jobs = new JobQueue(count, workers);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            running.add(executor.submit(() -> work(first, jobs, 0)));
            audio.ifPresent(lane -> running.add(executor.submit(() -> encode(lane))));
            for (int i = 1; i < workers; i++) {
                int worker = i;
                running.add(executor.submit(() -> work(new SegmentWorker(input, index, plan), jobs, worker)));
            }
            for (Future<?> worker : running) {
                await(worker);
            }
        } finally {
            wanted = false;
            executor.shutdown();
            awaitEnd(executor);
        }
        segments.forEach(rung -> rung.sort(Comparator.comparingLong(EncodedSegment::time)));
        return new Result(video, segments, time);
    }

    private static long segments(Segmenter segmenter, SourceIndex index) {
        return segmenter.number(Math.max(0, index.endTime() - 1)) + 1;
    }

    private Void work(SegmentWorker worker, JobQueue jobs, int number) throws IOException {
        boolean done = false;
        try (worker) {
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
