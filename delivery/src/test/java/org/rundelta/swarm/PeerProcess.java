package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A peer in a process of its own, which can be killed; it ends with the one that started it. */
final class PeerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final InetSocketAddress address;

    /** What it does: {@link #SUPER_SEED} has everything at first. */
    enum Kind {
        SUPER_SEED,
        FETCH
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param host the last part of its address on loopback
     * @param up bytes a second that it sends at most; 0 for no limit
     */
    PeerProcess(Kind kind, Path torrent, Path folder, int host, long up, int slots, List<InetSocketAddress> known)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                PeerProcess.class.getName(),
                kind.name(),
                torrent.toString(),
                folder.toString(),
                "127.0.0." + host,
                Long.toString(up),
                Integer.toString(slots)));
        known.forEach(peer -> command.add(text(peer)));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = process.outputWriter(StandardCharsets.UTF_8);
        address = address(answer());
    }

    InetSocketAddress address() {
        return address;
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        assertThat(line).as("it ended").isNotNull();
        return line;
    }

    /** Bytes that it lacks, that it received and that it sent. */
    long[] report() throws IOException {
        return ask("report");
    }

    /** Waits until it has everything, and gives the report. */
    long[] awaitComplete() throws IOException {
        return ask("complete");
    }

    private long[] ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        return Arrays.stream(answer().split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static InetSocketAddress address(String text) {
        String[] parts = text.split(":", 2);
        return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    public static void main(String[] args) throws Exception {
        boolean isSeed = Kind.valueOf(args[0]) == Kind.SUPER_SEED;
        Metainfo torrent = Metainfo.read(Path.of(args[1]));
        PeerOptions options = new PeerOptions(
                InetAddress.getByName(args[3]),
                0,
                Arrays.stream(args).skip(6).map(PeerProcess::address).toList(),
                Long.parseLong(args[4]),
                0,
                Integer.parseInt(args[5]),
                false,
                isSeed);
        try (Peer peer = isSeed
                        ? Peer.seed(torrent, Path.of(args[2]), options, PeerListener.NONE)
                        : Peer.start(torrent, Path.of(args[2]), options, PeerListener.NONE);
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(text(peer.address()));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                if (line.equals("complete")) {
                    peer.awaitComplete();
                }
                PeerReport report = peer.report();
                System.out.println(report.left() + " " + report.received() + " " + report.sent());
            }
        }
    }
}
