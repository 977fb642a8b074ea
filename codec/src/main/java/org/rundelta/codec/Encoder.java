package org.rundelta.codec;

/** Codes pictures one after the other. Not safe for use by several threads at once. */
public final class Encoder {
    private final CodecConfig config;
    private boolean first = true;

    public Encoder(CodecConfig config, EncoderOptions options) {
        this.config = config;
    }

    /**
     * Codes the next picture; the picture is not kept.
     *
     * @param keyframe whether it must decode on its own; the first picture always does
     * @throws IllegalArgumentException if the picture's size is not the configuration's
     */
    public CodedFrame encode(Picture picture, boolean keyframe) {
        if (picture.width() != config.width() || picture.height() != config.height()) {
            throw new IllegalArgumentException("picture of " + picture.width() + "x" + picture.height()
                    + " given to an encoder of " + config.width() + "x" + config.height());
        }
        byte[] data = new byte[config.width() * config.height() * 3];
        int at = 0;
        for (int y = 0; y < config.height(); y++) {
            for (int x = 0; x < config.width(); x++) {
                int pixel = picture.pixels()[y * picture.stride() + x];
                data[at++] = (byte) (pixel >> 16);
                data[at++] = (byte) (pixel >> 8);
                data[at++] = (byte) pixel;
            }
        }
        CodedFrame frame = new CodedFrame(data, keyframe || first);
        first = false;
        return frame;
    }
}
