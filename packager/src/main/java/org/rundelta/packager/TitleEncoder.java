package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Effort;
import org.rundelta.mp4.Track;

/** Encodes an input, video at every rung and audio, into segment files. */
final class TitleEncoder {
    /** What the folder of the audio is called unless a rung is called so. */
    private static final String AUDIO = "audio";

    private final MediaInput input;
    private final Ladder ladder;
    private final Duration segment;
    private final Effort effort;
    private final int slices;

    TitleEncoder(MediaInput input, Ladder ladder, Duration segment, Effort effort, int slices) {
        this.input = input;
        this.ladder = ladder;
        this.segment = segment;
        this.effort = effort;
        this.slices = slices;
    }

    /**
     * Encodes everything.
     *
     * @param folder exists; each rendition gets a folder in it, named by its id
     * @param threads at most
     * @throws IOException if the input cannot be read or the output not written
     * @throws LadderException if this version cannot encode a rung
     */
    EncodedTitle encode(Path folder, int threads, PackageListener listener)
            throws IOException, InterruptedException, LadderException {
        List<Path> folders = new ArrayList<>();
        for (Rung rung : ladder.rungs()) {
            rung.requireSupported();
            folders.add(Files.createDirectory(folder.resolve(rung.id())));
        }
        EncodePlan plan = new EncodePlan(ladder, segment, effort, slices, folders);
        SegmentEngine engine = new SegmentEngine(input, plan, listener, threads);
        Optional<AudioSource> source = input.openAudio();
        if (source.isEmpty()) {
            return title(engine.run(Optional.empty()), Optional.empty());
        }
        String id = audioId();
        try (AudioLane lane = new AudioLane(source.get(), segment, Files.createDirectory(folder.resolve(id)))) {
            return title(engine.run(Optional.of(lane)), lane.rendition(id));
        }
    }

    private String audioId() {
        String id = AUDIO;
        while (ladder.has(id)) {
            id = id + "-";
        }
        return id;
    }

    private EncodedTitle title(SegmentEngine.Result result, Optional<Rendition> audio) {
        List<Rendition> video = new ArrayList<>();
        for (int i = 0; i < result.rungs().size(); i++) {
            Rung rung = ladder.rungs().get(i);
            video.add(new Rendition(
                    rung.id(),
                    track(result.configs().get(i), result.video()),
                    result.rungs().get(i)));
        }
        long primerBytes =
                result.configs().stream().mapToLong(CodecConfig::primerBytes).sum();
        return new EncodedTitle(result.video(), video, primerBytes, audio, result.time());
    }

    private static Track track(CodecConfig config, VideoInfo video) {
        return new Track(
                RungLane.TRACK_ID, video.timescale(), Track.LANGUAGE_UNKNOWN, VideoEncoder.sampleEntry(config), 0);
    }
}
