package org.rundelta.codec;

import java.util.List;
import java.util.function.IntConsumer;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.Planes;
import org.rundelta.codec.frame.Primer;
import org.rundelta.codec.frame.SlicedFrame;
import org.rundelta.codec.frame.StoredPicture;

/**
 * Decodes coded frames one after the other. Any bytes are safe to decode. Not safe for use by several threads at once,
 * but may use several for the slices of a frame.
 */
public final class Decoder {
    /** Three pictures, and half as much again: a collector does not give large arrays its whole heap. */
    private static final int BYTES_PER_PIXEL = 3 * Integer.BYTES * 3 / 2;

    /** Of each picture of the primer, and of those that it takes to make them. */
    private static final int PRIMER_BYTES_PER_PIXEL = Integer.BYTES * 3 / 2;

    /** Two pictures of three full planes. */
    private static final int COMPONENT_BYTES_PER_PIXEL = 2 * 3 * Integer.BYTES * 3 / 2;

    private static final int MIB = 1 << 20;

    private static final int PRIMER_WORK_PICTURES = 3;

    private final SliceRunner runner;
    private final boolean mayHavePhoto;
    private final SliceDecoder[] slices;
    private final List<StoredPicture> primerPictures;
    private final Picture picture;

    /** Of the frame that is being decoded, by slice. */
    private final byte[][] parts;

    private final FrameHeader[] headers;
    private final CodecException[] failures;
    private final IntConsumer starting = this::startSlice;
    private final IntConsumer decoding = this::decodeSlice;

    /** Whether there is a picture that a frame may refer to: a keyframe came, and no malformed frame since. */
    private boolean intact;

    /**
     * A decoder for frames of one configuration.
     *
     * @throws CodecException if a picture of this size needs more memory than the JVM may use, or the primer is malformed
     */
    public Decoder(CodecConfig config) throws CodecException {
        this(config, SliceRunner.IN_TURN);
    }

    /** As {@link #Decoder(CodecConfig)}, with somebody to decode the slices. */
    public Decoder(CodecConfig config, SliceRunner runner) throws CodecException {
        requireMemory(config);
        this.runner = runner;
        mayHavePhoto = config.chroma() != ChromaFormat.NONE;
        List<Primer> primers = config.primer().isEmpty() ? List.of() : primers(config, runner);
        primerPictures = primers.isEmpty() ? List.of() : primers.get(0).pictures();
        Planes[] planes = Planes.of(config);
        slices = new SliceDecoder[planes.length];
        for (int k = 0; k < slices.length; k++) {
            slices[k] = new SliceDecoder(planes[k], primers.isEmpty() ? null : primers.get(k));
        }
        picture = new Picture(config.width(), config.height());
        parts = new byte[config.slices()][];
        headers = new FrameHeader[parts.length];
        failures = new CodecException[parts.length];
    }

    /** Decodes the primer of a configuration; what each slice starts from. */
    static List<Primer> primers(CodecConfig config, SliceRunner runner) throws CodecException {
        Decoder decoder = new Decoder(config.withPrimer(List.of()), runner);
        StoredPicture.Store store = new StoredPicture.Store(config.primer().size());
        // Plain loops and arrays, here as elsewhere in the decoder: in a browser all else has to be downloaded first.
        for (int k = 0; k < config.primer().size(); k++) {
            store.add(decoder.decode(config.primer().get(k).data()));
        }
        Primer[] primers = new Primer[decoder.slices.length];
        for (int k = 0; k < primers.length; k++) {
            primers[k] = decoder.slices[k].toPrimer(store.pictures());
        }
        return List.of(primers);
    }

    /** The size is only what a file claims, so ask before allocating. */
    private static void requireMemory(CodecConfig config) throws CodecException {
        int frames = config.primer().size();
        int perPixel = BYTES_PER_PIXEL
                + (config.chroma() == ChromaFormat.NONE ? 0 : COMPONENT_BYTES_PER_PIXEL)
                + (frames == 0 ? 0 : (frames + PRIMER_WORK_PICTURES) * PRIMER_BYTES_PER_PIXEL);
        double needed = (double) perPixel * config.width() * config.height() / MIB;
        double limit = (double) Runtime.getRuntime().maxMemory() / MIB;
        if (needed >= limit) {
            throw new CodecException("over the limit: decoding " + config.width() + "x" + config.height() + " needs "
                    + (int) needed + " MiB, and the JVM may use " + (int) limit + " MiB (raise it with -Xmx)");
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
        SlicedFrame.split(data, parts);
        for (int k = 0; k < parts.length; k++) {
            headers[k] = FrameHeader.parse(parts[k]);
        }
        requireKnownBlocks();
        if (!headers[0].isKeyframe() && !mayRefer) {
            throw new CodecException("coded frame is malformed: there is no intact keyframe before it");
        }
        int reference = reference();
        runner.run(parts.length, starting);
        if (reference >= 0) {
            primerPictures.get(reference).copyTo(slices[0].planes().previous());
            slices[0].planes().convertPrevious();
        }
        runner.run(parts.length, decoding);
        for (CodecException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
        intact = true;
        return picture;
    }

    private void requireKnownBlocks() throws CodecException {
        for (FrameHeader header : headers) {
            if (header.hasPhoto() && !mayHavePhoto) {
                throw new CodecException(
                        "coded frame is malformed: a quantiser in a stream without photographic blocks");
            }
        }
    }

    /** Index of the picture of the primer that slices of this frame refer to, or -1 if none does. */
    private int reference() throws CodecException {
        int reference = -1;
        for (FrameHeader header : headers) {
            if (header.isKeyframe() != headers[0].isKeyframe()) {
                throw new CodecException("coded frame is malformed: only some slices are keyframes");
            }
            if (header.type() == FrameHeader.PRIMED) {
                if (header.reference() >= primerPictures.size()) {
                    throw new CodecException("coded frame is malformed: it refers to picture " + header.reference()
                            + " of a primer of " + primerPictures.size());
                }
                if (reference >= 0 && header.reference() != reference) {
                    throw new CodecException("coded frame is malformed: slices refer to different pictures");
                }
                reference = header.reference();
            }
        }
        return reference;
    }

    private void startSlice(int slice) {
        slices[slice].start(headers[slice]);
    }

    private void decodeSlice(int slice) {
        failures[slice] = null;
        try {
            slices[slice].decode(parts[slice], headers[slice], picture);
        } catch (CodecException e) {
            failures[slice] = e;
        }
    }
}
