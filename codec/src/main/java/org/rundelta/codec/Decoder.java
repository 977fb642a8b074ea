package org.rundelta.codec;

/** Decodes coded frames one after the other. Not safe for use by several threads at once. */
public final class Decoder {
    private final Picture picture;

    public Decoder(CodecConfig config) {
        this.picture = new Picture(config.width(), config.height());
    }

    /**
     * Decodes the next frame.
     *
     * @return the picture, the same object each time with other pixels
     * @throws CodecException if the frame is malformed, or a delta frame comes before any keyframe
     */
    public Picture decode(byte[] data) throws CodecException {
        int[] pixels = picture.pixels();
        if (data.length != pixels.length * 3) {
            throw new CodecException("coded frame is malformed: " + data.length + " bytes");
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (data[3 * i] & 0xFF) << 16 | (data[3 * i + 1] & 0xFF) << 8 | (data[3 * i + 2] & 0xFF);
        }
        return picture;
    }
}
