package org.rundelta.packager;

import java.io.Serializable;
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.EncoderOptions;

/**
 * What is known of a source's video before its frames are read.
 *
 * @param width in pixels
 * @param height in pixels
 * @param timescale ticks per second of all times in {@link Frame}
 * @param frameRateNumerator average frames per second, numerator; 0 if unknown
 * @param frameRateDenominator its denominator, at least 1
 * @param duration ticks, 0 if unknown; a hint for progress only
 * @param bitsPerChannel of the source; more than 8 are reduced to 8
 * @param chromaSubsampled whether the source has fewer samples of colour differences than pixels, both ways
 */
public record VideoInfo(
        int width,
        int height,
        long timescale,
        int frameRateNumerator,
        int frameRateDenominator,
        long duration,
        int bitsPerChannel,
        boolean chromaSubsampled)
        implements Serializable {
    /** Average frames per second, null if nothing credible is known. */
    FrameRate frameRate() {
        return FrameRate.ofSource(frameRateNumerator, frameRateDenominator);
    }

    /** How finely photographic blocks sample colour differences: as finely as the source. */
    public ChromaFormat chroma(EncoderOptions options) {
        if (options.quantiser() == EncoderOptions.NO_QUANTISER) {
            return ChromaFormat.NONE;
        }
        return chromaSubsampled ? ChromaFormat.YUV420 : ChromaFormat.YUV444;
    }
}
