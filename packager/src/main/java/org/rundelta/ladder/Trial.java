package org.rundelta.ladder;

import java.io.Serializable;
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.Lookahead;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PictureOptions;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.PictureScaler;

/**
 * Encodes one chunk as a rung would, and judges what a viewer would see: frames left out show the one before, pictures of
 * a smaller size are enlarged.
 */
final class Trial {
    /** One frame of so many is judged, the third first: with 5, all frames are, of those that are kept and those left out. */
    private static final int JUDGED = 5;

    private static final int FIRST_JUDGED = 2;

    private final Chunk chunk;
    private final long timescale;
    private final FrameRate fps;
    private final DisplayQuality quality = new DisplayQuality();
    private long keyframeBytes;
    private long otherBytes;

    /**
     * What came of it.
     *
     * @param keyframeBytes of the first frame
     * @param otherBytesPerSecond of the others, as long as they last
     * @param quality see {@link RungEstimate#quality}
     * @param blockQuality see {@link RungEstimate#blockQuality}
     */
    record Result(long keyframeBytes, double otherBytesPerSecond, double quality, double blockQuality)
            implements Serializable {}

    /** @param fps the most frames per second that are kept, or null for all */
    Trial(Chunk chunk, long timescale, FrameRate fps) {
        this.chunk = chunk;
        this.timescale = timescale;
        this.fps = fps;
    }

    /**
     * Encodes.
     *
     * @param scaled the chunk's pictures in the size of the rung
     * @param coding of the rung, with its primer
     * @param enlarge from there to the size of the source; null if they are the same
     */
    Result run(ScaledChunk scaled, TrialCoding coding, PictureScaler enlarge) {
        Encoder encoder = new Encoder(coding.primed(), coding.options());
        Lookahead lookahead = lookahead(scaled, coding);
        PictureOptions usual = new PictureOptions(coding.options().quantiser());
        Picture shown = null;
        int kept = 0;
        for (int i = 0; i < chunk.frames(); i++) {
            if (i == 0 || isKept(i, kept)) {
                PictureOptions options = lookahead == null ? usual : usual.with(lookahead.take());
                add(encoder.encode(scaled.pictures().get(i), i == 0, options), i);
                kept = i;
                shown = null;
            }
            if (isJudged(i)) {
                if (shown == null) {
                    Picture decoded =
                            coding.options().isLossless() ? scaled.pictures().get(kept) : encoder.decoded();
                    shown = enlarge == null ? decoded : enlarge.scale(decoded);
                }
                quality.add(chunk.pictures().get(i), shown, kept < i);
            }
        }
        long ticks = chunk.ticksAfterKeyframe();
        double perSecond = ticks == 0 ? 0 : (double) otherBytes * timescale / ticks;
        return new Result(keyframeBytes, perSecond, quality.mean(), quality.blockMean());
    }

    /** Has looked at all pictures that will be coded, as the packager does; null for none. */
    private Lookahead lookahead(ScaledChunk scaled, TrialCoding coding) {
        CodecConfig config = coding.primed().config();
        if (config.chroma() == ChromaFormat.NONE) {
            return null;
        }
        Lookahead lookahead = new Lookahead(config);
        int kept = 0;
        for (int i = 0; i < chunk.frames(); i++) {
            if (i == 0 || isKept(i, kept)) {
                lookahead.add(scaled.pictures().get(i), i == 0);
                kept = i;
            }
        }
        return lookahead;
    }

    private boolean isKept(int i, int kept) {
        return fps == null
                || fps.slot(chunk.times().get(i), timescale)
                        != fps.slot(chunk.times().get(kept), timescale);
    }

    private boolean isJudged(int i) {
        return i % JUDGED == Math.min(FIRST_JUDGED, chunk.frames() - 1);
    }

    private void add(CodedFrame frame, int i) {
        if (i == 0) {
            keyframeBytes += frame.data().length;
        } else {
            otherBytes += frame.data().length;
        }
    }
}
