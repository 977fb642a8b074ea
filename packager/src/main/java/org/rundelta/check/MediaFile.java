package org.rundelta.check;

import java.util.List;
import org.rundelta.dash.LocatedSegments.MediaSegment;

/**
 * A file with media segments.
 *
 * @param path relative to the folder of the title
 * @param segments in it, in order of time
 */
record MediaFile(String path, List<MediaSegment> segments) {}
