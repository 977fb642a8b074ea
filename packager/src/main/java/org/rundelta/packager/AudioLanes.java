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

    /**
     * What is wanted of an input's audio.
     *
     * @param folder in which each gets one
     * @param live gets the segments as they come; null if they are kept
     */
    AudioLanes(MediaInput input, AudioOptions options, Duration segment, RenditionIds ids, Path folder, LiveTitle live)
            throws IOException {
        List<ChosenAudio> tracks = options.tracks(input);
        for (ChosenAudio track : tracks) {
            for (AudioFormat format : options.formats()) {
                track.input().expectAudio(track.track());
                String id = ids.ofAudio(
                        track, tracks.size(), format, options.codecs().size());
                lanes.add(new AudioLane(id, track, format, segment, Files.createDirectories(folder.resolve(id)), live));
            }
        }
    }

    List<AudioLane> all() {
        return lanes;
    }

    List<String> ids() {
        return lanes.stream().map(AudioLane::id).toList();
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
