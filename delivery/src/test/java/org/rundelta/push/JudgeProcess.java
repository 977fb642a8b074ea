package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** A server of others in a process of its own, which listens at a port of loopback already. */
record JudgeProcess(Process process) implements Closeable {

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param port at which it will
     * @param log gets what it says
     */
    static JudgeProcess start(int port, Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (process.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return new JudgeProcess(process);
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
        throw new AssertionError(command[0] + " did not start; see " + log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
