package org.rundelta.ladder;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.Picture;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PortableInput;
import org.rundelta.packager.PrimerChoice;
import org.rundelta.packager.Rung;
import org.rundelta.packager.Segmenter;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.TaskEngine;
import org.rundelta.packager.TaskRunner;
import org.rundelta.packager.VideoInfo;

/**
 * Finds the ladder that suits a title. A few short chunks of it are encoded at many sizes, frame rates and qualities: on
 * the first two, from a few rungs far apart on to what is beside those near the convex hull, until nothing new is near; on
 * the others, only what was near. Of the hull those rungs are taken that buy something, see {@link LadderChoice}. Depends
 * on the title alone, whatever the number of threads.
 */
public final class LadderAnalysis {
    /** Chunks held in memory; on the first ones the hull is searched. */
    private static final int AT_ONCE = 2;

    private final MediaInput input;
    private final SourceIndex index;
    /** Null for this machine. */
    private final TaskEngine engine;

    private final TrialBench bench;
    private final TrialGrid grid;
    private final Estimates estimates;
    private final long segments;
    private final PackageListener listener;

    /** Those chunks whose first pictures are the primer. */
    private List<ChunkPlan.Place> primer = List.of();

    private LadderAnalysis(
            MediaInput input,
            TaskEngine engine,
            TrialBench bench,
            VideoInfo video,
            SourceIndex index,
            Duration segment,
            PackageListener listener) {
        this.input = input;
        this.engine = engine;
        this.bench = bench;
        this.index = index;
        this.listener = listener;
        grid = new TrialGrid(video);
        long last = Math.max(0, index.endTime() - 1);
        segments = new Segmenter(segment, video.timescale())
                        .endingAt(index.endTime())
                        .last()
                + 1;
        double seconds = (last + 1.0) / video.timescale();
        estimates = new Estimates(new PictureSize(video.width(), video.height()), segment, seconds);
    }

    /**
     * Analyses an input.
     *
     * @param segment length of the segments that the title will have
     * @param engine that carries out the trials; null for the threads of this machine
     * @param threads at most
     * @param listener told of the chunks as if they were segments
     * @throws IOException if the input cannot be read, or only once
     */
    public static LadderProposal run(
            MediaInput input, Duration segment, TaskEngine engine, int threads, PackageListener listener)
            throws IOException, InterruptedException {
        SourceIndex index = input.index();
        try (FrameSource source = input.openVideo(Optional.of(index))) {
            VideoInfo video = source.video();
            TrialBench bench = new TrialBench(input, video, new TaskRunner(threads));
            return new LadderAnalysis(input, engine, bench, video, index, segment, listener)
                    .propose(source, ChunkPlan.places(index, video));
        }
    }

    private LadderProposal propose(FrameSource source, List<ChunkPlan.Place> places)
            throws IOException, InterruptedException {
        listener.started(places.size());
        int searched = Math.min(AT_ONCE, places.size());
        List<ChunkPlan.Place> first = places.subList(0, searched);
        List<Chunk> chunks = read(source, first);
        List<Integer> chosen = primer(chunks);
        bench.setPrimer(
                chosen.stream().map(i -> chunks.get(i).pictures().get(0)).toList());
        primer = chosen.stream().map(first::get).toList();
        List<Rung> rungs = search(first, chunks);
        chunks.forEach(chunk -> listener.segmentDone());
        for (int k = searched; k < places.size(); k += AT_ONCE) {
            List<ChunkPlan.Place> next = places.subList(k, Math.min(places.size(), k + AT_ONCE));
            List<Chunk> more = engine == null ? read(source, next) : List.of();
            add(next, more, rungs);
            next.forEach(chunk -> listener.segmentDone());
        }
        return LadderChoice.of(estimates.all(places.size()));
    }

    private static List<Chunk> read(FrameSource source, List<ChunkPlan.Place> places) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (ChunkPlan.Place place : places) {
            chunks.add(Chunk.read(source, place));
        }
        return chunks;
    }

    /** As the packager chooses it, but of fewer pictures. */
    private List<Integer> primer(List<Chunk> chunks) {
        List<Picture> samples =
                chunks.stream().map(chunk -> chunk.pictures().get(0)).toList();
        return segments < 2 ? List.of() : PrimerChoice.choose(samples, segments);
    }

    /** Tries rungs on these chunks; those that are to be tried on others, too. */
    private List<Rung> search(List<ChunkPlan.Place> places, List<Chunk> chunks)
            throws IOException, InterruptedException {
        HullSearch search = new HullSearch(grid);
        List<Rung> next = search.first();
        while (!next.isEmpty()) {
            add(places, chunks, next);
            next = search.next(estimates.all(chunks.size()));
        }
        return search.result(estimates.all(chunks.size()));
    }

    private void add(List<ChunkPlan.Place> places, List<Chunk> chunks, List<Rung> rungs)
            throws IOException, InterruptedException {
        for (TrialBench.RungResult result : engine == null ? bench.results(chunks, rungs) : elsewhere(places, rungs)) {
            for (int i = 0; i < places.size(); i++) {
                estimates.add(
                        result.rung(),
                        result.primerBytes(),
                        result.results().get(i),
                        places.get(i).weight());
            }
        }
    }

    /** What other machines make of chunks, in the order of the rungs. */
    private List<TrialBench.RungResult> elsewhere(List<ChunkPlan.Place> places, List<Rung> rungs)
            throws IOException, InterruptedException {
        PortableInput portable = input.portable()
                .orElseThrow(() -> new IOException(
                        input.name() + ": other machines cannot read it; give a file that all" + " of them see"));
        TrialBench.RungResult[] results = new TrialBench.RungResult[rungs.size()];
        engine.run(new TrialWork(portable, index, places, primer), rungs, new TaskEngine.Results<>() {
            @Override
            public void done(int job, TrialBench.RungResult result) {
                results[job] = result;
            }

            @Override
            public boolean isWanted() {
                return true;
            }
        });
        return List.of(results);
    }
}
