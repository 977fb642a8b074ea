package org.rundelta.codec;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeDecoder;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.FrameSyntax;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Primer;

/**
 * Decodes coded frames one after the other. Any bytes are safe to decode. Not safe for use by several threads at once.
 */
public final class Decoder {
    /** Three pictures, and half as much again: a collector does not give large arrays its whole heap. */
    private static final long BYTES_PER_PIXEL = 3 * Integer.BYTES * 3 / 2;

    /** Of each picture of the primer, and of those that it takes to make them. */
    private static final long PRIMER_BYTES_PER_PIXEL = Integer.BYTES * 3 / 2;

    private static final int PRIMER_WORK_PICTURES = 3;

    private final RangeDecoder coder;
    private final FrameSyntax syntax;
    private final int primerPictures;
    private final Picture picture;
    /** Whether there is a picture that a frame may refer to: a keyframe came, and no malformed frame since. */
    private boolean intact;

    /**
     * A decoder for frames of one configuration.
     *
     * @throws CodecException if a picture of this size needs more memory than the JVM may use, or the primer is malformed
     */
    public Decoder(CodecConfig config) throws CodecException {
        primerPictures = config.primer().size();
        requireMemory(config);
        BitModel model = new BitModel(FrameSyntax.CONTEXTS);
        coder = new RangeDecoder(model);
        syntax = new FrameSyntax(model, coder, false, config.width(), config.height());
        if (primerPictures > 0) {
            syntax.setPrimer(primer(config));
        }
        picture = new Picture(config.width(), config.height());
    }

    /** Decodes the primer of a configuration. */
    static Primer primer(CodecConfig config) throws CodecException {
        Decoder decoder = new Decoder(new CodecConfig(config.width(), config.height()));
        List<Plane> pictures = new ArrayList<>();
        for (CodedFrame frame : config.primer()) {
            decoder.decode(frame.data());
            pictures.add(new Plane(decoder.syntax.current()));
        }
        return decoder.syntax.toPrimer(pictures);
    }

    /** The size is only what a file claims, so ask before allocating. */
    private static void requireMemory(CodecConfig config) throws CodecException {
        int frames = config.primer().size();
        long perPixel = BYTES_PER_PIXEL + (frames == 0 ? 0 : (frames + PRIMER_WORK_PICTURES) * PRIMER_BYTES_PER_PIXEL);
        long needed = perPixel * config.width() * config.height() >> 20;
        long limit = Runtime.getRuntime().maxMemory() >> 20;
        if (needed >= limit) {
            throw new CodecException("over the limit: decoding " + config.width() + "x" + config.height() + " needs "
                    + needed + " MiB, and the JVM may use " + limit + " MiB (raise it with -Xmx)");
        }
    }

    /**
     * Decodes the next frame.
     *
     * @return the picture, the same object each time with other pixels
     * @throws CodecException if the frame is malformed, or refers to a picture although no keyframe came yet, or none
     *     since a malformed frame
     */
    public Picture decode(byte[] data) throws CodecException {
        boolean mayRefer = intact;
        intact = false;
        FrameHeader header = FrameHeader.parse(data);
        if (!header.isKeyframe() && !mayRefer) {
            throw new CodecException("coded frame is malformed: there is no intact keyframe before it");
        }
        if (header.type() == FrameHeader.PRIMED && header.reference() >= primerPictures) {
            throw new CodecException("coded frame is malformed: it refers to picture " + header.reference()
                    + " of a primer of " + primerPictures);
        }
        if (header.type() != FrameHeader.REPEAT) {
            decode(data, header);
        }
        intact = true;
        return picture;
    }

    private void decode(byte[] data, FrameHeader header) throws CodecException {
        coder.start(data, header.size());
        syntax.setMixed(header.mixed());
        syntax.advance();
        if (header.isKeyframe()) {
            syntax.restart();
        }
        if (header.type() == FrameHeader.PRIMED) {
            syntax.refer(header.reference());
        }
        if (header.type() == FrameHeader.KEYFRAME) {
            syntax.intra(syntax.current(), header.tolerance());
        } else {
            syntax.delta(syntax.current(), header.tolerance());
        }
        syntax.current().store(picture);
    }
}
