package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.Effort;

/** Encodes an input, video at every rung and audio, into segment files. */
final class TitleEncoder {
    private final MediaInput input;
    private final Ladder ladder;
    private final Duration segment;
    private final boolean shortEnd;
    private final Effort effort;
    private final int slices;
    private final AudioOptions audio;

    /** @param shortEnd whether the last segment may be as short as the title has it */
    TitleEncoder(
            MediaInput input,
            Ladder ladder,
            Duration segment,
            boolean shortEnd,
            Effort effort,
            int slices,
            AudioOptions audio) {
        this.input = input;
        this.ladder = ladder;
        this.segment = segment;
        this.shortEnd = shortEnd;
        this.effort = effort;
        this.slices = slices;
        this.audio = audio;
    }

    /**
     * Encodes everything.
     *
     * @param folder exists; each rendition gets a folder in it, named by its id
     * @param journal in that folder, of the segments that are complete
     * @param engine that carries out the segment jobs; null for the threads of this machine
     * @param threads at most
     * @throws IOException if the input cannot be read or the output not written
     * @throws LadderException if this version cannot encode a rung
     */
    EncodedTitle encode(
            Path folder, Optional<SegmentJournal> journal, TaskEngine engine, int threads, PackageListener listener)
            throws IOException, InterruptedException, LadderException {
        return encode(folder, journal, engine, threads, listener, null);
    }

    /**
     * Encodes everything, and gives it to a title segment by segment. The input can be read only once.
     *
     * @param folder as for {@link #encode}
     * @param threads at most
     */
    void encodeLive(Path folder, int threads, LiveTitle title)
            throws IOException, InterruptedException, LadderException {
        encode(folder, Optional.empty(), null, threads, PackageListener.NONE, title);
    }

    private EncodedTitle encode(
            Path folder,
            Optional<SegmentJournal> journal,
            TaskEngine engine,
            int threads,
            PackageListener listener,
            LiveTitle live)
            throws IOException, InterruptedException, LadderException {
        List<Path> folders = new ArrayList<>();
        for (Rung rung : ladder.rungs()) {
            rung.requireSupported();
            folders.add(Files.createDirectories(folder.resolve(rung.id())));
        }
        EncodePlan plan = new EncodePlan(ladder, segment, shortEnd, effort, slices, folders);
        SegmentEngine jobs = new SegmentEngine(input, plan, journal, listener, engine, threads, live);
        RenditionIds ids = new RenditionIds(ladder.rungs());
        try (AudioLanes lanes = new AudioLanes(input, audio, segment, ids, folder, live)) {
            if (live != null) {
                live.begin(ladder.rungs(), lanes.ids());
            }
            return title(jobs.run(lanes.all()), lanes.renditions());
        }
    }

    private EncodedTitle title(SegmentEngine.Result result, List<Rendition> heard) {
        List<Rendition> video = new ArrayList<>();
        List<Rendition> trickPlay = new ArrayList<>();
        for (RungCoding rung : result.rungs()) {
            (rung.rung().trickPlay() ? trickPlay : video).add(rung.rendition(rung.segments()));
        }
        long primerBytes =
                result.rungs().stream().mapToLong(RungCoding::primerBytes).sum();
        return new EncodedTitle(video, trickPlay, primerBytes, heard, List.of(), result.time());
    }
}
