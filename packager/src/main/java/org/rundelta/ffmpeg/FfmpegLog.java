package org.rundelta.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Keeps FFmpeg from writing to standard error and remembers its last complaint on each thread for our own messages. */
final class FfmpegLog extends LogCallback {
    // Referenced for as long as FFmpeg may call it.
    private static final FfmpegLog INSTANCE = new FfmpegLog();

    /** The component and its address, as {@code [mov @ 0x55d0]}. */
    private static final Pattern SPEAKER = Pattern.compile("^(\\[[^]]* @ [^]]*] )+");

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

    /** Whether anything was said on this thread since it was cleared. */
    static boolean complained() {
        return LAST.get() != null;
    }

    /** Whether the last that was said on this thread came from a format or codec of this name. */
    static boolean complained(String speaker) {
        return complained() && LAST.get().startsWith("[" + speaker + " @ ");
    }

    /** What went wrong: the last complaint of this thread, else the meaning of an FFmpeg error code; clears it. */
    static String reason(int error) {
        String last = LAST.get();
        clear();
        return last == null ? meaning(error) : SPEAKER.matcher(last).replaceFirst("");
    }

    private static String meaning(int error) {
        byte[] buffer = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(error, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }
}
