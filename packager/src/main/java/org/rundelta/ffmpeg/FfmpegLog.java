package org.rundelta.ffmpeg;

import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Keeps FFmpeg from writing to standard error and remembers its last complaint on each thread for our own messages. */
final class FfmpegLog extends LogCallback {
    // Referenced for as long as FFmpeg may call it.
    private static final FfmpegLog INSTANCE = new FfmpegLog();

    private static final ThreadLocal<String> LAST = new ThreadLocal<>();

    private FfmpegLog() {}

    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(INSTANCE);
    }

    @Override
    public void call(int level, BytePointer message) {
        String text = message.getString().strip();
        if (!text.isEmpty()) {
            LAST.set(text);
        }
    }

    /** Forgets what was said so far on this thread. */
    static void clear() {
        LAST.remove();
    }

    /** The meaning of an FFmpeg error code, with the last complaint of this thread if there is one; clears it. */
    static String reason(int error) {
        byte[] buffer = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(error, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        String code = new String(buffer, 0, end, java.nio.charset.StandardCharsets.UTF_8);
        String last = LAST.get();
        clear();
        return last == null ? code : code + ", " + last;
    }
}
