package org.rundelta.packager;

/**
 * How to encode audio.
 *
 * @param bitrate bits per second on average, 0 for what suits the codec and the number of channels
 */
public record AudioFormat(AudioCodec codec, long bitrate) {
    /** Bits per second for so many channels. */
    public long bitrate(int channels) {
        return bitrate == 0 ? (long) codec.bitratePerChannel() * channels : bitrate;
    }
}
