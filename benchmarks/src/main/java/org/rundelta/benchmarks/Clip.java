package org.rundelta.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rundelta.codec.Picture;
import org.rundelta.codec.frame.Plane;
import org.rundelta.ffmpeg.FfmpegSource;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;

/** Frames of a clip in which something happens. */
final class Clip {
    private Clip() {}

    /**
     * The first pictures of the clip that differ from the one before, leaving out as many before them.
     *
     * @throws IOException if the clip cannot be read, or has too few
     */
    static List<Picture> pictures(String clip, int count) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        int changes = 0;
        int[] last = {};
        try (FrameSource source = FfmpegSource.open(clip)) {
            for (Frame frame = source.next(); frame != null && pictures.size() < count; frame = source.next()) {
                Picture picture = frame.picture();
                if (!Arrays.equals(picture.pixels(), last)) {
                    last = picture.pixels().clone();
                    changes++;
                    if (changes > count) {
                        pictures.add(new Picture(picture.width(), picture.height(), picture.stride(), last));
                    }
                }
            }
        }
        if (pictures.size() < count) {
            throw new IOException(clip + " has too few different frames; take a clip with " + 2 * count);
        }
        return pictures;
    }

    static Plane plane(Picture picture) {
        Plane plane = new Plane(picture.width(), picture.height());
        plane.load(picture, 0);
        return plane;
    }
}
