package org.rundelta.codec;

/**
 * The configuration record: what a decoder must know before the first frame. Ten bytes, big-endian: version (1),
 * profile (1), width (4), height (4); the payload of box {@code rdvC}.
 *
 * @param width picture width in pixels
 * @param height picture height in pixels
 */
public record CodecConfig(int width, int height) {
    /** The bitstream version written here. */
    public static final int VERSION = 2;

    private static final int PROFILE = 0;
    private static final int SIZE = 10;

    public CodecConfig {
        if (width < 1 || height < 1 || width > Picture.MAX_SIZE || height > Picture.MAX_SIZE) {
            throw new IllegalArgumentException("picture size " + width + "x" + height + " is not from 1x1 to "
                    + Picture.MAX_SIZE + "x" + Picture.MAX_SIZE);
        }
    }

    /** The record as bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[SIZE];
        bytes[0] = VERSION;
        bytes[1] = PROFILE;
        putInt(bytes, 2, width);
        putInt(bytes, 6, height);
        return bytes;
    }

    /**
     * Reads a record.
     *
     * @throws CodecException if it is too short, of another version or profile, or of an impossible size
     */
    public static CodecConfig parse(byte[] bytes) throws CodecException {
        if (bytes.length < SIZE) {
            throw new CodecException("configuration record of " + bytes.length + " bytes is malformed: it has " + SIZE);
        }
        if (bytes[0] != VERSION || bytes[1] != PROFILE) {
            throw new CodecException("unsupported bitstream version " + (bytes[0] & 0xFF) + ", profile "
                    + (bytes[1] & 0xFF) + ": this decoder knows version " + VERSION + ", profile " + PROFILE);
        }
        int width = getInt(bytes, 2);
        int height = getInt(bytes, 6);
        if (width < 1 || height < 1 || width > Picture.MAX_SIZE || height > Picture.MAX_SIZE) {
            throw new CodecException("configuration record is malformed: picture size " + width + "x" + height);
        }
        return new CodecConfig(width, height);
    }

    /** The RFC 6381 codecs string, as in {@code rdv1.2.0}. */
    public String codecString() {
        return "rdv1." + VERSION + "." + PROFILE;
    }

    private static void putInt(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private static int getInt(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }
}
