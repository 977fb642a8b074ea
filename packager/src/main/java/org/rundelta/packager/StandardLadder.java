package org.rundelta.packager;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * The ladder of a standard codec for those who give none: the source's size and the usual ones below it, all of the quality
 * that suits film, so that a title takes what its content needs.
 */
public final class StandardLadder {
    private static final int[] HEIGHTS = {2160, 1440, 1080, 720, 480, 360, 240};
    private static final int MAX_RUNGS = 5;
    private static final int QUALITY = 50;

    private StandardLadder() {}

    /**
     * The rungs, best last, each named after its height as in {@code 720p}.
     *
     * @param source size of its pictures
     * @param suffix of their ids
     */
    public static List<Rung> of(VideoCodec codec, PictureSize source, String suffix) {
        List<Rung> rungs = new ArrayList<>();
        rungs.add(rung(codec, source, new OutputSize.Source(), suffix));
        for (int height : HEIGHTS) {
            // less than that below the source, a smaller picture hardly takes less
            if (4 * height <= 3 * source.height() && rungs.size() < MAX_RUNGS) {
                int width = Math.max(1, Math.round((float) source.width() * height / source.height() / 2)) * 2;
                PictureSize size = new PictureSize(width, height);
                rungs.add(rung(codec, size, new OutputSize.Exactly(size), suffix));
            }
        }
        Collections.reverse(rungs);
        return rungs;
    }

    /** The one rung of an input whose size is not known beforehand. */
    public static List<Rung> ofUnknown(VideoCodec codec, String suffix) {
        return List.of(new Rung("video" + suffix, new Fidelity.Quality(QUALITY), new OutputSize.Source(), null, codec));
    }

    private static Rung rung(VideoCodec codec, PictureSize size, OutputSize output, String suffix) {
        return new Rung(size.height() + "p" + suffix, new Fidelity.Quality(QUALITY), output, null, codec);
    }
}
