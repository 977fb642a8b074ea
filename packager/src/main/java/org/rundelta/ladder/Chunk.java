package org.rundelta.ladder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.Picture;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;

/**
 * Some consecutive frames of a title.
 *
 * @param pictures at least one
 * @param times of the pictures, in ticks
 * @param end ticks at which the last one ends
 * @param weight for how much of the title it stands, in relation to others
 */
record Chunk(List<Picture> pictures, List<Long> times, long end, double weight) {
    /**
     * Reads the frames that begin in a place.
     *
     * @throws IOException if the input cannot be read, or has no frame there or later
     */
    static Chunk read(FrameSource source, ChunkPlan.Place place) throws IOException {
        source.skipTo(place.time());
        List<Picture> pictures = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        long end = place.time();
        for (Frame frame = source.next(); frame != null; frame = source.next()) {
            boolean isEnough = !pictures.isEmpty() && frame.time() >= place.end();
            if (isEnough || pictures.size() == place.maxFrames()) {
                break;
            }
            pictures.add(frame.picture().copy());
            times.add(frame.time());
            end = frame.time() + frame.duration();
        }
        if (pictures.isEmpty()) {
            throw new IOException("no frame was found where the index of the input has some; it may have been changed");
        }
        return new Chunk(pictures, times, end, place.weight());
    }

    int frames() {
        return pictures.size();
    }

    /** Ticks from the second frame to the end: how long what is not the keyframe lasts; 0 for a single frame. */
    long ticksAfterKeyframe() {
        return frames() == 1 ? 0 : end - times.get(1);
    }
}
