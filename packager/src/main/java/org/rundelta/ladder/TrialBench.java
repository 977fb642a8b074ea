package org.rundelta.ladder;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.codec.Picture;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PictureScaler;
import org.rundelta.packager.Rung;
import org.rundelta.packager.TaskRunner;
import org.rundelta.packager.VideoInfo;

/** Encodes chunks of a title at several rungs at once. Used by one thread. */
final class TrialBench {
    private final MediaInput input;
    private final TaskRunner runner;
    private final VideoInfo video;
    private final PictureSize source;
    private List<Picture> primer = List.of();

    /**
     * What a rung makes of some chunks.
     *
     * @param primerBytes once for the title
     * @param results of each chunk
     */
    record RungResult(Rung rung, int primerBytes, List<Trial.Result> results) implements Serializable {}

    TrialBench(MediaInput input, VideoInfo video, TaskRunner runner) {
        this.input = input;
        this.video = video;
        this.runner = runner;
        source = new PictureSize(video.width(), video.height());
    }

    /** Sets the pictures of the title that all keyframes start from, as the packager chooses them; none at first. */
    void setPrimer(List<Picture> pictures) {
        primer = pictures;
    }

    /** What each rung makes of these chunks. */
    List<RungResult> results(List<Chunk> chunks, List<Rung> rungs) throws IOException, InterruptedException {
        Map<PictureSize, List<ScaledChunk>> scaled = scaled(chunks, rungs);
        List<TaskRunner.Task<RungResult>> trials = new ArrayList<>();
        for (Rung rung : rungs) {
            trials.add(() -> result(chunks, scaled.get(rung.size().of(source)), rung));
        }
        return runner.run(trials);
    }

    /** The chunks in all sizes that are needed, so that no picture is scaled for each rung anew. */
    private Map<PictureSize, List<ScaledChunk>> scaled(List<Chunk> chunks, List<Rung> rungs)
            throws IOException, InterruptedException {
        List<PictureSize> sizes =
                rungs.stream().map(rung -> rung.size().of(source)).distinct().toList();
        List<TaskRunner.Task<List<ScaledChunk>>> tasks = new ArrayList<>();
        for (PictureSize size : sizes) {
            tasks.add(() -> scaled(chunks, size));
        }
        Map<PictureSize, List<ScaledChunk>> scaled = new HashMap<>();
        List<List<ScaledChunk>> lists = runner.run(tasks);
        for (int i = 0; i < sizes.size(); i++) {
            scaled.put(sizes.get(i), lists.get(i));
        }
        return scaled;
    }

    private List<ScaledChunk> scaled(List<Chunk> chunks, PictureSize size) throws IOException {
        List<ScaledChunk> scaled = new ArrayList<>();
        for (Chunk chunk : chunks) {
            scaled.add(ScaledChunk.of(chunk.pictures(), input, size));
        }
        return scaled;
    }

    /** What one rung makes of these chunks, in this thread. */
    RungResult result(List<Chunk> chunks, Rung rung) throws IOException {
        return result(chunks, scaled(chunks, rung.size().of(source)), rung);
    }

    private RungResult result(List<Chunk> chunks, List<ScaledChunk> scaled, Rung rung) throws IOException {
        PictureSize size = rung.size().of(source);
        List<Picture> pictures = ScaledChunk.of(primer, input, size).pictures();
        TrialCoding coding = TrialCoding.of(rung, size, video, pictures);
        List<Trial.Result> results = new ArrayList<>();
        try (PictureScaler enlarge = size.equals(source) ? null : input.openScaler(size, source)) {
            for (int i = 0; i < chunks.size(); i++) {
                Trial trial = new Trial(chunks.get(i), video.timescale(), rung.fps());
                results.add(trial.run(scaled.get(i), coding, enlarge));
            }
        }
        return new RungResult(rung, coding.primerBytes(), results);
    }
}
