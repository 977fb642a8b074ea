package org.rundelta.packager;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.rundelta.codec.Picture;
import org.rundelta.dash.Mpd;
import org.rundelta.rate.RateException;

/**
 * Encodes an input at all rungs, on the threads of this machine or elsewhere. Each thread reads the input for itself and
 * carries out one segment job after the other, so memory does not grow with the length of the input.
 */
final class SegmentEngine implements SegmentWorker.Listener<RungCoding> {
    /**
     * What came of it.
     *
     * @param rungs in the order of the ladder, each with at least one segment
     */
    record Result(List<RungCoding> rungs, CodecTime time) {}

    /** Makes a worker, on the thread that it is to work on. */
    private interface Opener {
        SegmentWorker<RungCoding> open() throws IOException;
    }

    private final MediaInput input;
    private final EncodePlan plan;
    private final Optional<SegmentJournal> journal;
    private final PackageListener listener;
    /** Null for this machine. */
    private final TaskEngine engine;
    /** Null if segments are kept. */
    private final LiveTitle live;

    private final int most;
    private final TaskRunner runner;
    private final Primers primers;
    private CodecTime time = CodecTime.NONE;

    /**
     * An engine.
     *
     * @param journal of the segments that are complete, of an input that is repeatable
     * @param engine that carries out the segment jobs; null for the threads of this machine
     * @param threads that it uses at most, beside the one that runs it and waits for them
     * @param live gets the segments as they come, of an input that can be read only once; null if they are kept
     */
    SegmentEngine(
            MediaInput input,
            EncodePlan plan,
            Optional<SegmentJournal> journal,
            PackageListener listener,
            TaskEngine engine,
            int threads,
            LiveTitle live) {
        this.input = input;
        this.plan = plan;
        this.journal = journal;
        this.listener = listener;
        this.engine = engine;
        this.live = live;
        most = threads;
        // In real time, audio cannot wait for the end of the video.
        runner = new TaskRunner(live == null ? threads : Integer.MAX_VALUE);
        primers = new Primers(input, runner);
    }

    /**
     * Encodes everything; after a failure, too, no thread is left running.
     *
     * @param audio encoded beside the video; the caller closes them
     * @throws IOException if the input cannot be read or the output not written
     */
    Result run(List<AudioLane> audio) throws IOException, InterruptedException {
        if (!input.isRepeatable() && engine != null) {
            throw new IOException(input.name() + ": only this process can read it, and other machines are to encode it;"
                    + " save it to a file that all of them see");
        }
        return input.isRepeatable() ? runJobs(audio) : runOnce(audio);
    }

    /**
     * What can be read only once is one job, in which all threads work on one picture if it has slices, or each on a rung. The primer is its
     * first picture, which the first keyframe then repeats.
     */
    private Result runOnce(List<AudioLane> audio) throws IOException, InterruptedException {
        listener.started(-1);
        try (FrameSource source = input.openVideo(Optional.empty());
                SliceThreads threads = new SliceThreads(Math.min(most, plan.slices()));
                SliceThreads laneThreads =
                        new SliceThreads(Math.min(most, plan.ladder().rungs().size()))) {
            Frame first = source.next();
            if (first == null) {
                throw new InterruptedIOException(input.name() + ": stopped before anything came of it");
            }
            List<RungCoding> rungs = rungs(source.video(), 0, 1);
            advance(rungs);
            add(primers.prime(rundelta(rungs), source.video(), List.of(first.picture())));
            Segmenter segmenter = plan.segmenter(source.video(), Optional.empty());
            Opener opener = () -> new SegmentWorker<>(input, source, first, segmenter, rungs, threads, laneThreads);
            run(audio, Duration.ZERO, List.of(opener), new JobQueue(-1, 1));
            return new Result(rungs, time);
        }
    }

    private Result runJobs(List<AudioLane> audio) throws IOException, InterruptedException {
        SourceIndex index = input.index();
        VideoInfo video;
        List<RungCoding> rungs;
        Segmenter segmenter;
        long count;
        List<Picture> primer;
        try (FrameSource source = input.openVideo(Optional.of(index))) {
            video = source.video();
            segmenter = plan.segmenter(video, Optional.of(index));
            count = segmenter.number(Math.max(0, index.endTime() - 1)) + 1;
            rungs = rungs(video, (double) index.endTime() / video.timescale(), count);
            primer = rundelta(rungs).isEmpty() ? List.of() : primers.choose(source, index, segmenter, count);
        }
        keepComplete(rungs, segmenter);
        List<AudioLane> firstOnly = audio;
        for (List<RungCoding> open = advance(rungs); !open.isEmpty(); open = advance(open)) {
            add(primers.prime(
                    rundelta(open).stream().filter(RundeltaCoding::hasOwnPrimer).toList(), video, primer));
            runJobs(firstOnly, segmenter, index, open, count);
            firstOnly = List.of();
        }
        return new Result(rungs, time);
    }

    /** Encodes some rungs once, or what they want of the title. */
    private void runJobs(
            List<AudioLane> audio, Segmenter segmenter, SourceIndex index, List<RungCoding> rungs, long count)
            throws IOException, InterruptedException {
        long[] numbers = LongStream.range(0, count)
                .filter(number -> rungs.stream().anyMatch(rung -> rung.includes(number)))
                .toArray();
        listener.started(numbers.length);
        Duration end = Mpd.duration(index.endTime(), segmenter.timescale());
        if (engine != null) {
            runElsewhere(audio, end, segmenter, index, rungs, count, numbers);
            return;
        }
        int workers = Math.max(1, Math.min(runner.threads(), numbers.length));
        try (SliceThreads alone = new SliceThreads(1)) {
            Opener opener = () -> new SegmentWorker<>(
                    input, input.openVideo(Optional.of(index)), null, segmenter, rungs, alone, alone);
            run(audio, end, Collections.nCopies(workers, opener), new JobQueue(count, numbers, workers));
        }
    }

    /** On other machines; audio is encoded here meanwhile. */
    private void runElsewhere(
            List<AudioLane> audio,
            Duration end,
            Segmenter segmenter,
            SourceIndex index,
            List<RungCoding> rungs,
            long count,
            long[] numbers)
            throws IOException, InterruptedException {
        PortableInput portable = input.portable()
                .orElseThrow(() -> new IOException(
                        input.name() + ": other machines cannot read it; give a file that all" + " of them see"));
        SegmentWork work = new SegmentWork(
                portable,
                index,
                segmenter,
                rungs.stream().map(RungCoding::order).collect(Collectors.toCollection(ArrayList::new)));
        List<SegmentWork.Job> jobs = new ArrayList<>();
        for (SegmentJob job : JobCutter.cut(numbers, count, index, segmenter, engine.slots())) {
            jobs.add(job(job, rungs, count));
        }
        List<TaskRunner.Task<Void>> tasks = new ArrayList<>();
        tasks.add(() -> {
            run(work, jobs, rungs);
            return null;
        });
        audio.forEach(lane -> tasks.add(() -> encode(lane, end)));
        runner.run(tasks);
    }

    private static SegmentWork.Job job(SegmentJob segments, List<RungCoding> rungs, long count) {
        ArrayList<SegmentOrder> orders = new ArrayList<>();
        for (long number = segments.first(); number < Math.min(count, segments.end()); number++) {
            for (int i = 0; i < rungs.size(); i++) {
                if (rungs.get(i).includes(number)) {
                    orders.add(rungs.get(i).order(i, number));
                }
            }
        }
        return new SegmentWork.Job(segments, orders);
    }

    private void run(SegmentWork work, List<SegmentWork.Job> jobs, List<RungCoding> rungs) throws IOException {
        try {
            engine.run(work, jobs, new TaskEngine.Results<>() {
                @Override
                public void done(int job, SegmentWork.Done result) throws IOException {
                    take(result, rungs);
                }

                @Override
                public boolean isWanted() {
                    return runner.isWanted() && !rungs.stream().allMatch(RungCoding::isInVain);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private synchronized void take(SegmentWork.Done done, List<RungCoding> rungs) throws IOException {
        for (SegmentResult result : done.results()) {
            RungCoding rung = rungs.get(result.rung());
            Path file = Path.of(result.file());
            if (!Files.isRegularFile(file) || Files.size(file) != result.fileBytes()) {
                throw new IOException(
                        file + ": a worker has written it, and it is not here; the output must be where all"
                                + " workers see it under this name");
            }
            rung.take(result);
            list(rung, result.segment());
        }
        time = time.plus(done.time());
        done.results().stream().map(SegmentResult::number).distinct().forEach(number -> listener.segmentDone());
    }

    private List<RungCoding> rungs(VideoInfo video, double seconds, long count) throws RateException {
        List<RungCoding> rungs = new ArrayList<>();
        for (int i = 0; i < plan.ladder().rungs().size(); i++) {
            rungs.add(rung(i, video, seconds, count));
        }
        return rungs;
    }

    private RungCoding rung(int index, VideoInfo video, double seconds, long count) throws RateException {
        return plan.ladder().rungs().get(index).codec().isStandard()
                ? new StandardCoding(plan, index, video, seconds)
                : new RundeltaCoding(plan, index, video, seconds, count);
    }

    /** Those in our own codec. */
    private static List<RundeltaCoding> rundelta(List<RungCoding> rungs) {
        return rungs.stream()
                .filter(RundeltaCoding.class::isInstance)
                .map(RundeltaCoding.class::cast)
                .toList();
    }

    /** Those rungs that are to be encoded, for the first time or once more. */
    private static List<RungCoding> advance(List<RungCoding> rungs) throws RateException {
        List<RungCoding> open = new ArrayList<>();
        for (RungCoding rung : rungs) {
            try {
                if (rung.advance()) {
                    open.add(rung);
                }
            } catch (RateException e) {
                throw rungs.size() == 1
                        ? e
                        : new RateException("rung " + rung.rung().id() + ": " + e.getMessage());
            }
        }
        return open;
    }

    private void run(List<AudioLane> audio, Duration end, List<Opener> workers, JobQueue jobs)
            throws IOException, InterruptedException {
        List<TaskRunner.Task<Void>> tasks = new ArrayList<>();
        tasks.add(() -> work(workers.get(0), jobs, 0));
        audio.forEach(lane -> tasks.add(() -> encode(lane, end)));
        for (int i = 1; i < workers.size(); i++) {
            int number = i;
            tasks.add(() -> work(workers.get(number), jobs, number));
        }
        runner.run(tasks);
    }

    private Void work(Opener opener, JobQueue jobs, int number) throws IOException {
        try (SegmentWorker<RungCoding> worker = opener.open()) {
            Optional<SegmentJob> job = jobs.next(number);
            while (job.isPresent() && isWanted()) {
                worker.run(job.get(), this);
                job = jobs.next(number);
            }
            add(worker.time());
            return null;
        } finally {
            if (live != null) {
                live.clock().end();
            }
        }
    }

    private Void encode(AudioLane audio, Duration end) throws IOException {
        audio.encode(end, this::isWanted);
        return null;
    }

    /** Does not encode again what an interrupted run has encoded. */
    private void keepComplete(List<RungCoding> rungs, Segmenter segmenter) throws IOException {
        int kept = 0;
        for (RungCoding rung : rungs) {
            if (journal.isPresent() && rung.isEncodedOnce()) {
                for (EncodedSegment segment : journal.get().segments(rung.rung().id())) {
                    rung.keep(segmenter.number(segment.time()), segment);
                    kept++;
                }
            }
        }
        if (kept > 0) {
            listener.kept(kept);
        }
    }

    private synchronized void add(CodecTime more) {
        time = time.plus(more);
    }

    @Override
    public synchronized void done(RungCoding rung, EncodedSegment segment) throws IOException {
        if (live == null) {
            rung.add(segment);
            list(rung, segment);
        } else {
            live.add(rung.rendition(List.of(segment)));
        }
    }

    /** Lists a segment for a run that resumes this one. */
    private void list(RungCoding rung, EncodedSegment segment) throws IOException {
        if (journal.isPresent() && rung.isEncodedOnce()) {
            journal.get().add(rung.rung().id(), segment);
        }
    }

    @Override
    public void segmentDone() {
        listener.segmentDone();
    }

    @Override
    public boolean isWanted() {
        return runner.isWanted();
    }
}
