package org.rundelta.ffmpeg;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Takes what an encoder puts out. */
interface PacketWriter {
    /** Writes one packet, with times in the encoder's time base; it may be taken over. */
    void write(AVPacket packet) throws IOException;
}
