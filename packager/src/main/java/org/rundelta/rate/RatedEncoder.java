package org.rundelta.rate;

import java.util.Optional;
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Lookahead;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PictureCost;
import org.rundelta.codec.PictureOptions;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.codec.QuantiserOffsets;
import org.rundelta.codec.SliceRunner;
import org.rundelta.rate.PictureRate.Verdict;

/** Encodes whole segments as a rate control decides: each begins with a keyframe and decodes on its own. */
public final class RatedEncoder {
    /** Stands for pictures that nobody will see. */
    private static final CodedFrame NOTHING = new CodedFrame(new byte[0], true);

    private final CodecConfig config;
    private final Encoder encoder;
    private final PictureOptions usual;
    private PictureRate rate;
    /** Null if there are no photographic blocks. */
    private Lookahead lookahead;

    private boolean hasLooked;

    private boolean atStart = true;

    /** An encoder that shares its primer with others, with somebody to code the slices. */
    public RatedEncoder(PrimedConfig primed, EncoderOptions options, SliceRunner runner) {
        config = primed.config();
        encoder = new Encoder(primed, options, runner);
        usual = new PictureOptions(options.quantiser());
    }

    /**
     * Begins a segment: the next picture becomes a keyframe.
     *
     * @param pictures decides for its pictures; null to code them all as the encoder's options say
     */
    public void startSegment(PictureRate pictures) {
        rate = pictures;
        hasLooked = false;
        lookahead = looksAhead() ? new Lookahead(config) : null;
        atStart = true;
    }

    /** Whether pictures are to be looked at some time before they are coded. */
    public boolean looksAhead() {
        return config.chroma() != ChromaFormat.NONE;
    }

    /**
     * Looks at a picture of the segment that will be coded, after those that were looked at before; it is not kept. {@value
     * Lookahead#DEPTH} pictures ahead are enough.
     *
     * @param seconds its time
     * @throws IllegalArgumentException if the picture's size is not the configuration's
     */
    public void look(Picture picture, double seconds) {
        Optional<PictureCost> cost = lookahead.add(picture, !hasLooked);
        hasLooked = true;
        if (rate != null) {
            rate.look(seconds, cost);
        }
    }

    /**
     * Codes the next picture of the segment; the picture is not kept.
     *
     * @param seconds its time
     * @throws RateException if it cannot be made to fit the buffer
     * @throws IllegalArgumentException if the picture's size is not the configuration's
     */
    public CodedFrame encode(Picture picture, double seconds) throws RateException {
        if (rate != null && rate.isDone()) {
            return NOTHING;
        }
        boolean keyframe = atStart;
        atStart = false;
        QuantiserOffsets offsets = lookahead == null ? QuantiserOffsets.NONE : lookahead.take();
        return rate == null
                ? encoder.encode(picture, keyframe, usual.with(offsets))
                : encodeRated(picture, keyframe, seconds, offsets);
    }

    private CodedFrame encodeRated(Picture picture, boolean keyframe, double seconds, QuantiserOffsets offsets)
            throws RateException {
        PictureOptions options = with(offsets, rate.next(seconds));
        if (rate.mayRefuse()) {
            encoder.keep();
        }
        CodedFrame frame = encoder.encode(picture, keyframe, options);
        Verdict verdict = rate.judge(CodedSize.of(frame, encoder.photoBytes()));
        while (verdict.kind() != PictureRate.Kind.TAKE) {
            frame = verdict.kind() == PictureRate.Kind.SKIP
                    ? encoder.skip()
                    : encoder.again(with(offsets, verdict.options()));
            verdict = rate.judge(CodedSize.of(frame, encoder.photoBytes()));
        }
        return frame;
    }

    private static PictureOptions with(QuantiserOffsets offsets, PictureOptions options) {
        return options.hasPhoto() ? options.with(offsets) : options;
    }
}
