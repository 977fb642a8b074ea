package org.rundelta.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Serves a folder with nginx on loopback, to pages of every origin, and takes pushes (WebDAV); where there is none, the test that wanted it is skipped. */
final class Nginx implements Closeable {
    private static final int PATIENCE_MS = 20_000;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param scratch an empty folder for what it writes
     */
    static Nginx start(Path folder, Path scratch) throws IOException, InterruptedException {
        Optional<String> program = Stream.of((System.getenv("PATH") + ":/usr/sbin").split(File.pathSeparator, -1))
                .map(path -> Path.of(path, "nginx"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        assumeThat(program).as("skipped: no nginx (Debian: nginx-light)").isPresent();
        int port = freePort();
        Path configuration = Files.writeString(scratch.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    client_max_body_size 0;
                    server {
                        listen 127.0.0.1:%d;
                        root %s;
                        dav_methods PUT DELETE MKCOL MOVE;
                        add_header Access-Control-Allow-Origin *;
                    }
                }
                """.formatted(port, folder));
        Process process = new ProcessBuilder(
                        program.orElseThrow(), "-p", scratch.toString(), "-c", configuration.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, port);
        nginx.awaitStart();
        return nginx;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        for (int waitedMs = 0; waitedMs < PATIENCE_MS && process.isAlive(); waitedMs += 50) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        close();
        throw new IOException("nginx does not start");
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
