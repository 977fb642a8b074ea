package org.rundelta.codec;

/** How finely the colour differences of photographic blocks are sampled. */
public enum ChromaFormat {
    /** There are no photographic blocks. */
    NONE(0),

    /** One sample of each colour difference for 2x2 pixels. */
    YUV420(1),

    /** One for each pixel. */
    YUV444(2);

    private final int code;

    ChromaFormat(int code) {
        this.code = code;
    }

    /** How the configuration record says it. */
    int code() {
        return code;
    }

    static ChromaFormat of(int code) throws CodecException {
        for (ChromaFormat format : values()) {
            if (format.code == code) {
                return format;
            }
        }
        throw new CodecException("configuration record is malformed: chroma format " + code);
    }

    /** Binary logarithm of the pixels to a sample, in each direction. */
    public int shift() {
        return this == YUV420 ? 1 : 0;
    }
}
