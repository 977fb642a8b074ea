package org.rundelta.packager;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where decoding of a source can begin, found without decoding it; for cutting a title into segment jobs.
 *
 * @param seekPoints times of the keyframes in ascending order, beginning with 0, in ticks of the source's timescale
 *     since its first frame; 0 alone when the source is not seekable. Not copied: do not change it
 * @param endTime ticks at which the last frame ends
 * @param seekable whether {@link FrameSource#skipTo} can jump to the seek points, and not only decode its way there
 * @param activity where much happens
 */
public record SourceIndex(long[] seekPoints, long endTime, boolean seekable, SourceActivity activity)
        implements Serializable {
    /** An index of a source of which it is not known where much happens. */
    public SourceIndex(long[] seekPoints, long endTime, boolean seekable) {
        this(seekPoints, endTime, seekable, SourceActivity.UNKNOWN);
    }

    public SourceIndex {
        if (seekPoints.length == 0 || seekPoints[0] != 0) {
            throw new IllegalArgumentException("the first seek point is not 0");
        }
    }

    /** Whether a keyframe has exactly this time. */
    public boolean has(long time) {
        return Arrays.binarySearch(seekPoints, time) >= 0;
    }

    /** The position in {@link #seekPoints} of the last seek point that is not after {@code time}. */
    public int lastUpTo(long time) {
        int found = Arrays.binarySearch(seekPoints, time);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }
}
