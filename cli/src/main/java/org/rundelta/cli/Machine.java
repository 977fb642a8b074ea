package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rundelta.ffmpeg.FfmpegLibraries;

/**
 * What figures were measured on.
 *
 * @param cpu its model, or the architecture where that is not known
 * @param processors that the JVM may use
 * @param system name and version of the operating system
 * @param jdk name and version of the JVM
 * @param ffmpeg version of FFmpeg
 */
record Machine(String cpu, int processors, String system, String jdk, String ffmpeg) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    static Machine here() throws IOException {
        return new Machine(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                FfmpegLibraries.version());
    }

    private static String cpuModel() throws IOException {
        List<String> lines = Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith(MODEL))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** One line. */
    String text() {
        return cpu + ", " + processors + (processors == 1 ? " processor, " : " processors, ") + system + "; " + jdk
                + "; FFmpeg " + ffmpeg;
    }
}
