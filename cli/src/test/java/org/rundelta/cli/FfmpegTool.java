package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** The executables that come with the libraries, as foreign packager and judge; a test is skipped where they do not run. */
final class FfmpegTool {
    private FfmpegTool() {}

    /** Path of ffmpeg. */
    static String ffmpeg() throws IOException, InterruptedException {
        return runnable(org.bytedeco.ffmpeg.ffmpeg.class);
    }

    /** Path of ffprobe. */
    static String ffprobe() throws IOException, InterruptedException {
        return runnable(org.bytedeco.ffmpeg.ffprobe.class);
    }

    private static String runnable(Class<?> executable) throws IOException, InterruptedException {
        String path = Loader.load(executable);
        Process process = new ProcessBuilder(path, "-version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeThat(process.waitFor())
                .as("skipped: FFmpeg's program lacks libraries of the system")
                .isZero();
        return path;
    }

    /** Runs one of them to its end, and returns all that it says: with {@code -v error}, nothing but its results. */
    static String run(String program, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "-v", "error"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
