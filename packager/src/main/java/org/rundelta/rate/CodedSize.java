package org.rundelta.rate;

import org.rundelta.codec.CodedFrame;

/**
 * What one coded picture takes.
 *
 * @param bits of it and its entry in the file
 * @param photoBits of them, those of photographic blocks
 * @param keyframe whether it decodes on its own
 */
public record CodedSize(int bits, int photoBits, boolean keyframe) {
    /** Bits of a sample's entry in a movie fragment: duration, size, flags, and a share of the rest. */
    static final int ENTRY_BITS = 16 * Byte.SIZE;

    /** What a picture takes that is left out. */
    static final int LEFT_OUT = ENTRY_BITS + Byte.SIZE;

    static CodedSize of(CodedFrame frame, int photoBytes) {
        int photo = Math.min(photoBytes, frame.data().length);
        return new CodedSize(frame.data().length * Byte.SIZE + ENTRY_BITS, photo * Byte.SIZE, frame.keyframe());
    }

    /** Those that no quantiser changes. */
    int otherBits() {
        return bits - photoBits;
    }
}
