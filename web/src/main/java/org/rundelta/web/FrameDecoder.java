package org.rundelta.web;

import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.Decoder;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** The codec's decoder for JavaScript. Arrays are read and handed out in place, not copied. */
public final class FrameDecoder {
    private final CodecConfig config;
    private final Decoder decoder;
    private final Kernels kernels;

    /**
     * A decoder for frames of one configuration.
     *
     * @param config the configuration record
     * @throws CodecException if it is malformed, or needs more memory than there may be
     */
    @JSExport
    public FrameDecoder(Int8Array config) throws CodecException {
        this.config = CodecConfig.parse(config.toJavaArray());
        kernels = this.config.chroma() == ChromaFormat.NONE ? null : new Kernels(this.config);
        Kernels.use(kernels);
        decoder = new Decoder(this.config);
    }

    /** Width of all pictures in pixels. */
    @JSExport
    public int width() {
        return config.width();
    }

    /** Height of all pictures in pixels. */
    @JSExport
    public int height() {
        return config.height();
    }

    /**
     * Decodes the next frame.
     *
     * @return its pixels, {@code 0xRRGGBB}, row by row; the same array each time with other pixels
     * @throws CodecException if it is malformed, or refers to a picture and none is intact
     */
    @JSExport
    public Int32Array decode(Int8Array frame) throws CodecException {
        Kernels.use(kernels);
        return Int32Array.fromJavaArray(decoder.decode(frame.toJavaArray()).pixels());
    }
}
