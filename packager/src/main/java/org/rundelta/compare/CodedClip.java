package org.rundelta.compare;

import java.util.Arrays;
import java.util.List;

/**
 * A clip encoded.
 *
 * @param packets in decoding order
 * @param headerBytes what a decoder needs besides, as far as it counts: what is trained on content does, a plain
 *     description of the stream does not
 */
public record CodedClip(List<Packet> packets, long headerBytes) {
    /**
     * What an encoder puts out for one frame.
     *
     * @param data the coded frame; not to be changed
     * @param frame its index in presentation order
     * @param decodeTime when it is to be decoded, as an index; may be negative
     * @param keyframe whether it decodes without any earlier frame
     */
    public record Packet(byte[] data, long frame, long decodeTime, boolean keyframe) {}

    public CodedClip {
        packets = List.copyOf(packets);
    }

    /** All that counts. */
    public long bytes() {
        return headerBytes
                + packets.stream().mapToLong(packet -> packet.data().length).sum();
    }

    /** Frames that decode on their own. */
    public int keyframes() {
        return (int) packets.stream().filter(Packet::keyframe).count();
    }

    /** Bytes of each of so many frames, in presentation order. */
    List<Long> frameBytes(int frames) {
        Long[] bytes = new Long[frames];
        Arrays.fill(bytes, 0L);
        for (Packet packet : packets) {
            int frame = (int) Math.max(0, Math.min(frames - 1, packet.frame()));
            bytes[frame] += packet.data().length;
        }
        return List.of(bytes);
    }
}
