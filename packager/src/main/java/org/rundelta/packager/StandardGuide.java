package org.rundelta.packager;

import java.io.IOException;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.OutputSize.PictureSize;

/** What a lane of a rung in a standard codec goes by, and tells what came of it. */
interface StandardGuide {
    Rung rung();

    /** Size of its pictures. */
    PictureSize size();

    /** How a segment is encoded. */
    SegmentEncoder.Settings settings(long number, long timescale);

    /** Takes note of what a segment takes. */
    void measure(long number, SegmentSizes sizes);

    /** Takes note of what an encoder says of its frames, which all must say alike. */
    void describe(VideoSampleEntry described) throws IOException;
}
