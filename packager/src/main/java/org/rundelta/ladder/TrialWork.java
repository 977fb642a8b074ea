package org.rundelta.ladder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rundelta.codec.Picture;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.PortableInput;
import org.rundelta.packager.Rung;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.TaskEngine;
import org.rundelta.packager.TaskRunner;
import org.rundelta.packager.VideoInfo;

/** Encodes chunks of a title at a rung on another machine, which reads them once for all rungs. */
final class TrialWork implements TaskEngine.Work<Rung, TrialBench.RungResult> {
    private static final long serialVersionUID = 1;

    private final PortableInput input;
    private final SourceIndex index;
    private final ArrayList<ChunkPlan.Place> places;
    private final ArrayList<ChunkPlan.Place> primer;
    private transient Read read;

    /** What was read of the input. */
    private record Read(VideoInfo video, List<Chunk> chunks, List<Picture> primer) {}

    /**
     * Chunks of a title.
     *
     * @param primer the chunks whose first pictures all keyframes start from
     */
    TrialWork(PortableInput input, SourceIndex index, List<ChunkPlan.Place> places, List<ChunkPlan.Place> primer) {
        this.input = input;
        this.index = index;
        this.places = new ArrayList<>(places);
        this.primer = new ArrayList<>(primer);
    }

    @Override
    public TrialBench.RungResult run(Rung rung, BooleanSupplier wanted) throws IOException {
        Read title = read();
        TrialBench bench = new TrialBench(input, title.video, new TaskRunner(1));
        bench.setPrimer(title.primer);
        return bench.result(title.chunks, rung);
    }

    private synchronized Read read() throws IOException {
        if (read == null) {
            try (FrameSource source = input.openVideo(Optional.of(index))) {
                List<Chunk> chunks = new ArrayList<>();
                for (ChunkPlan.Place place : places) {
                    chunks.add(Chunk.read(source, place));
                }
                List<Picture> pictures = new ArrayList<>();
                for (ChunkPlan.Place place : primer) {
                    pictures.add(Chunk.read(source, place.first()).pictures().get(0));
                }
                read = new Read(source.video(), chunks, pictures);
            }
        }
        return read;
    }
}
