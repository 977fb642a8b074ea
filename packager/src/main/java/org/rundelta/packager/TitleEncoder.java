package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Effort;
import org.rundelta.mp4.Track;

/** Encodes an input, video at every rung and audio, into segment files. */
final class TitleEncoder {
    private final MediaInput input;
    private final Ladder ladder;
    private final Duration segment;
    private final Effort effort;
    private final int slices;
    private final AudioOptions audio;

    TitleEncoder(MediaInput input, Ladder ladder, Duration segment, Effort effort, int slices, AudioOptions audio) {
        this.input = input;
        this.ladder = ladder;
        this.segment = segment;
        this.effort = effort;
        this.slices = slices;
        this.audio = audio;
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
        List<AudioLane> lanes = audioLanes(folder);
        try {
            return title(engine.run(lanes), lanes);
        } finally {
            for (AudioLane lane : lanes) {
                lane.close();
            }
        }
    }

    private List<AudioLane> audioLanes(Path folder) throws IOException {
        List<AudioLane> lanes = new ArrayList<>();
        List<ChosenAudio> tracks = audio.tracks(input);
        RenditionIds ids = new RenditionIds(ladder);
        for (ChosenAudio track : tracks) {
            for (AudioFormat format : audio.formats()) {
                String id =
                        ids.ofAudio(track, tracks.size(), format, audio.codecs().size());
                lanes.add(new AudioLane(id, track, format, segment, Files.createDirectory(folder.resolve(id))));
            }
        }
        return lanes;
    }

    private EncodedTitle title(SegmentEngine.Result result, List<AudioLane> lanes) {
        List<Rendition> video = new ArrayList<>();
        for (int i = 0; i < result.rungs().size(); i++) {
            Rung rung = ladder.rungs().get(i);
            video.add(new Rendition(
                    rung.id(),
                    TrackDescription.NONE,
                    track(result.configs().get(i), result.video()),
                    result.rungs().get(i)));
        }
        long primerBytes =
                result.configs().stream().mapToLong(CodecConfig::primerBytes).sum();
        List<Rendition> heard =
                lanes.stream().flatMap(lane -> lane.rendition().stream()).toList();
        return new EncodedTitle(result.video(), video, primerBytes, heard, result.time());
    }

    private static Track track(CodecConfig config, VideoInfo video) {
        return new Track(
                RungLane.TRACK_ID, video.timescale(), Track.LANGUAGE_UNKNOWN, VideoEncoder.sampleEntry(config), 0);
    }
}
