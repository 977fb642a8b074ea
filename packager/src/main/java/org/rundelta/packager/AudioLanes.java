package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The audio of a title. */
final class AudioLanes implements Closeable {
    private final List<AudioLane> lanes = new ArrayList<>();

    /** @param folder in which each gets one */
    AudioLanes(MediaInput input, AudioOptions options, Duration segment, RenditionIds ids, Path folder)
            throws IOException {
        List<ChosenAudio> tracks = options.tracks(input);
        for (ChosenAudio track : tracks) {
            for (AudioFormat format : options.formats()) {
                String id = ids.ofAudio(
                        track, tracks.size(), format, options.codecs().size());
                lanes.add(new AudioLane(id, track, format, segment, Files.createDirectories(folder.resolve(id))));
            }
        }
    }

    List<AudioLane> all() {
        return lanes;
    }

    List<Rendition> renditions() {
        return lanes.stream().flatMap(lane -> lane.rendition().stream()).toList();
    }

    @Override
    public void close() throws IOException {
        for (AudioLane lane : lanes) {
            lane.close();
        }
    }
}
