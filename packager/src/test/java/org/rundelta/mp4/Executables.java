package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.ffmpeg.Tool;

/** FFmpeg's programs as foreign readers and writers. */
final class Executables {
    /** A packet as ffprobe sees it. */
    record Packet(long pts, long duration, int size, boolean key) {}

    private Executables() {}

    static void ffmpeg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        run(Tool.ffmpeg(), command);
    }

    /** The packets of the first track of a kind, {@code v} or {@code a}. */
    static List<Packet> packets(String file, String kind) throws IOException, InterruptedException {
        String output = run(
                Tool.ffprobe(),
                List.of(
                        "-v",
                        "fatal",
                        "-select_streams",
                        kind + ":0",
                        "-show_packets",
                        "-show_entries",
                        "packet=pts,duration,size,flags",
                        "-of",
                        "csv=p=0",
                        file));
        List<Packet> packets = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] cells = line.split(",", -1);
            packets.add(new Packet(
                    Long.parseLong(cells[0]),
                    Long.parseLong(cells[1]),
                    Integer.parseInt(cells[2]),
                    cells[3].startsWith("K")));
        }
        return packets;
    }

    /** One entry of the first track of a kind, as ffprobe prints it. */
    static String trackEntry(Path file, String kind, String entries) throws IOException, InterruptedException {
        return run(
                        Tool.ffprobe(),
                        List.of(
                                "-v",
                                "fatal",
                                "-select_streams",
                                kind + ":0",
                                "-show_entries",
                                "stream=" + entries,
                                "-of",
                                "csv=p=0",
                                file.toString()))
                .strip();
    }

    private static String run(String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
