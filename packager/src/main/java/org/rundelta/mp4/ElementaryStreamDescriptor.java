package org.rundelta.mp4;

/**
 * The payload of box {@code esds} (ISO/IEC 14496-14, 6.7.2; descriptors: ISO/IEC 14496-1, 7.2.6), each descriptor with
 * its tag (u8) and size (seven bits a byte, the top bit set in all but the last):
 *
 * <pre>
 *   u8 version, u24 flags
 *   ES_Descriptor 3:               u16 ES_ID, u8 flags
 *     DecoderConfigDescriptor 4:   u8 objectTypeIndication, u8 streamType, u24 bufferSizeDB, u32 maxBitrate, u32 avgBitrate
 *       DecoderSpecificInfo 5:     for AAC the AudioSpecificConfig
 *     SLConfigDescriptor 6:        u8 predefined
 * </pre>
 */
final class ElementaryStreamDescriptor {
    private static final int ES_TAG = 3;
    private static final int DECODER_CONFIG_TAG = 4;
    private static final int DECODER_SPECIFIC_TAG = 5;
    private static final int SL_CONFIG_TAG = 6;

    private static final int DECODER_CONFIG_BYTES = 13;

    /** Of an audio object type: more bits follow. */
    private static final int ESCAPE = 31;

    private static final int MPEG4_AUDIO = 0x40;

    /** Six bits of kind, upstream flag, a bit reserved as 1. */
    private static final int AUDIO_STREAM = (5 << 2) | 1;

    /** AAC's input buffer holds 6144 bits a channel (ISO/IEC 14496-3, 4.5.3.1). */
    private static final int BUFFER_BYTES_PER_CHANNEL = 6144 / 8;

    /** SL packet headers are left out, as always in MP4. */
    private static final int SL_PREDEFINED_MP4 = 2;

    private ElementaryStreamDescriptor() {}

    static byte[] ofAac(byte[] audioSpecificConfig, int channels, int bitrate) {
        if (audioSpecificConfig.length == 0) {
            throw new IllegalArgumentException("the AudioSpecificConfig is empty");
        }
        if (bitrate < 0) {
            throw new IllegalArgumentException("bitrate " + bitrate + " is negative");
        }
        BoxWriter decoder = new BoxWriter();
        decoder.u8(MPEG4_AUDIO);
        decoder.u8(AUDIO_STREAM);
        decoder.u24(channels * BUFFER_BYTES_PER_CHANNEL);
        decoder.u32(bitrate);
        decoder.u32(bitrate);
        descriptor(decoder, DECODER_SPECIFIC_TAG, audioSpecificConfig);

        BoxWriter stream = new BoxWriter();
        stream.u16(0);
        stream.u8(0);
        descriptor(stream, DECODER_CONFIG_TAG, decoder.toBytes());
        descriptor(stream, SL_CONFIG_TAG, new byte[] {SL_PREDEFINED_MP4});

        BoxWriter out = new BoxWriter();
        out.u32(0); // version and flags
        descriptor(out, ES_TAG, stream.toBytes());
        return out.toBytes();
    }

    /**
     * The kind of AAC of a payload of the box: 2 for AAC-LC (ISO/IEC 14496-3, 1.6.2.1).
     *
     * @throws ArrayIndexOutOfBoundsException if it is cut short
     */
    static int audioObjectType(byte[] esds) {
        int at = 4;
        at = afterHeader(esds, at) + 2; // ES_ID
        int flags = esds[at++];
        at += (flags & 0x80) == 0 ? 0 : 2; // dependsOn_ES_ID
        at += (flags & 0x40) == 0 ? 0 : 1 + (esds[at] & 0xFF); // URL
        at += (flags & 0x20) == 0 ? 0 : 2; // OCR_ES_Id
        at = afterHeader(esds, at) + DECODER_CONFIG_BYTES;
        at = afterHeader(esds, at);
        int type = (esds[at] & 0xFF) >> 3;
        return type == ESCAPE ? 32 + ((esds[at] & 7) << 3 | (esds[at + 1] & 0xFF) >> 5) : type;
    }

    /** Behind tag and size of the descriptor at {@code at}. */
    private static int afterHeader(byte[] esds, int at) {
        int next = at + 1;
        while ((esds[next] & 0x80) != 0) {
            next++;
        }
        return next + 1;
    }

    private static void descriptor(BoxWriter out, int tag, byte[] content) {
        out.u8(tag);
        for (int shift = 21; shift > 0; shift -= 7) {
            if (content.length >>> shift != 0) {
                out.u8(((content.length >>> shift) & 0x7F) | 0x80);
            }
        }
        out.u8(content.length & 0x7F);
        out.bytes(content);
    }
}
