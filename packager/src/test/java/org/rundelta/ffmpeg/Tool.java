package org.rundelta.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** Runs the executables that come with the libraries: maker of test clips and foreign judge. */
public final class Tool {
    private Tool() {}

    /** Runs ffmpeg in a folder and returns its standard output. */
    public static byte[] ffmpeg(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), arguments);
    }

    /** Runs ffprobe in a folder and returns the lines it prints. */
    public static List<String> ffprobe(Path folder, String... arguments) throws IOException, InterruptedException {
        byte[] output = run(folder, Loader.load(org.bytedeco.ffmpeg.ffprobe.class), arguments);
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
