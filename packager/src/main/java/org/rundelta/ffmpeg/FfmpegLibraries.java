package org.rundelta.ffmpeg;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/** Loads FFmpeg's native libraries, once for the whole program. */
public final class FfmpegLibraries {
    private static final Pattern MISSING =
            Pattern.compile("(lib[\\w.+-]+?\\.so[.\\d]*): cannot open shared object file");

    /** What the libraries need from the system and do not carry with them, and the Debian package that has it. */
    private static final Map<String, String> PACKAGES = Map.of(
            "libudev.so.1",
            "libudev1",
            "libstdc++.so.6",
            "libstdc++6",
            "libgcc_s.so.1",
            "libgcc-s1",
            "libxcb.so.1",
            "libxcb1",
            "libxcb-shm.so.0",
            "libxcb-shm0",
            "libasound.so.2",
            "libasound2",
            "libpulse.so.0",
            "libpulse0",
            "libdrm.so.2",
            "libdrm2");

    private static boolean loaded;
    private static String failure;

    private FfmpegLibraries() {}

    /**
     * Makes FFmpeg usable; returns at once when it is already.
     *
     * @throws IOException if a library cannot be loaded; the message names the missing one and its Debian package
     */
    public static synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        if (failure == null) {
            try {
                loadAll();
                loaded = true;
                return;
            } catch (LinkageError e) {
                // Kept, because a second attempt would only say that the class could not be initialised.
                failure = explain(e);
            }
        }
        throw new IOException(failure);
    }

    /**
     * Makes the devices usable, too.
     *
     * @throws IOException as {@link #load}
     */
    static synchronized void loadDevices() throws IOException {
        load();
        try {
            Loader.load(avdevice.class);
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            throw new IOException(explain(e), e);
        }
    }

    private static void loadAll() {
        for (Class<?> library :
                new Class<?>[] {avutil.class, swresample.class, avcodec.class, avformat.class, swscale.class}) {
            Loader.load(library);
        }
        FfmpegLog.install();
    }

    /**
     * The version of FFmpeg, as it names itself.
     *
     * @throws IOException if FFmpeg cannot be loaded
     */
    public static String version() throws IOException {
        load();
        return avutil.av_version_info().getString();
    }

    /** One line for whoever has to install something. */
    static String explain(LinkageError error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Matcher matcher = MISSING.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find() && PACKAGES.containsKey(matcher.group(1))) {
                String library = matcher.group(1);
                return "FFmpeg needs the system library " + library + ", which is missing: install it (Debian: apt-get"
                        + " install " + PACKAGES.get(library) + ")";
            }
        }
        String reason = String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
        if (reason.contains("create the cache") || reason.contains("No space left")) {
            return "FFmpeg's libraries cannot be unpacked, once, into .javacpp in your home folder or in "
                    + System.getProperty("java.io.tmpdir") + ": no folder can be written, or the disk is full; put that"
                    + " right, or name another with JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=DIR";
        }
        return "FFmpeg's libraries for " + Loader.getPlatform() + " cannot be loaded (" + reason
                + "): use a build of this program for this platform";
    }
}
