package org.rundelta.compare;

import java.util.List;
import org.rundelta.quality.Quality;

/**
 * What one codec made of one clip.
 *
 * @param codec its name
 * @param settings how it was set
 * @param frames of the clip
 * @param keyframes among them, where the codec began anew
 * @param bytes of all coded frames
 * @param frameBytes of each, in presentation order
 * @param bitsPerPixel bits over all pixels of all frames
 * @param quality of the frames that came back
 * @param encodeMpixelPerSecond millions of pixels encoded in a second of processor time
 * @param decodeMpixelPerSecond millions of pixels decoded in a second of processor time
 * @param runs how many times each was measured
 * @param helperThreads whether threads of the codec's own worked too; their time counts
 */
public record ComparisonRow(
        String codec,
        String settings,
        int frames,
        int keyframes,
        long bytes,
        List<Long> frameBytes,
        double bitsPerPixel,
        Quality quality,
        double encodeMpixelPerSecond,
        double decodeMpixelPerSecond,
        int runs,
        boolean helperThreads) {

    public ComparisonRow {
        frameBytes = List.copyOf(frameBytes);
    }

    /** Whether every frame came back, bit for bit. */
    public boolean lossless() {
        return quality.identicalFrames() == frames;
    }
}
