package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/**
 * The executables that come with the libraries: maker of test clips and foreign judge. They need libraries of the system
 * that Rundelta itself does not; where these are missing, the test that wanted them is skipped.
 */
public final class Tool {
    private static final String MISSING = "skipped: FFmpeg's own programs need system libraries that are not here"
            + " (Debian: libasound2 libpulse0 libxcb1 libxcb-shm0 libdrm2 libva2 libva-drm2): ";

    private Tool() {}

    /** Path of ffmpeg. */
    public static String ffmpeg() throws IOException, InterruptedException {
        return runnable(org.bytedeco.ffmpeg.ffmpeg.class);
    }

    /** Path of ffprobe. */
    public static String ffprobe() throws IOException, InterruptedException {
        return runnable(org.bytedeco.ffmpeg.ffprobe.class);
    }

    private static String runnable(Class<?> executable) throws IOException, InterruptedException {
        try {
            String path = Loader.load(executable);
            Process process = new ProcessBuilder(path, "-version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assumeThat(process.waitFor()).as(MISSING + path).isZero();
            return path;
        } catch (LinkageError e) { // unsatisfied at first, after that a class that could not be initialized
            return abort(MISSING + e.getMessage());
        }
    }

    /** Runs ffmpeg in a folder and returns its standard output; skips the test if this build lacks the video encoder. */
    public static byte[] ffmpeg(Path folder, String... arguments) throws IOException, InterruptedException {
        FfmpegLibraries.load();
        for (int i = 1; i < arguments.length; i++) {
            assumeThat(!arguments[i - 1].equals("-c:v") || StandardEncoders.has(arguments[i]))
                    .as("skipped: this build of FFmpeg lacks " + arguments[i])
                    .isTrue();
        }
        return run(folder, ffmpeg(), arguments);
    }

    /** Runs ffprobe in a folder and returns the lines it prints. */
    public static List<String> ffprobe(Path folder, String... arguments) throws IOException, InterruptedException {
        byte[] output = run(folder, ffprobe(), arguments);
        return new String(output, StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] run(Path folder, String executable, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable, "-v", "error"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (InputStream from = process.getInputStream()) {
            from.transferTo(output);
        }
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
        return output.toByteArray();
    }
}
