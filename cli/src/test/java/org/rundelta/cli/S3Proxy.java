package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An S3 server in a process of its own, on loopback, from which everyone may read, and into which everyone may push. */
final class S3Proxy implements Closeable {
    static final String BUCKET = "titles";
    private static final Path PROGRAM = Path.of(System.getProperty("rundelta.root"))
            .resolve(Path.of("delivery", "target", "judges", "s3proxy.jar"));

    private final Process process;
    private final int port;

    private S3Proxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param scratch an empty folder for what it writes */
    static S3Proxy start(Path scratch) throws IOException {
        assumeThat(PROGRAM).as("skipped: no s3proxy").exists();
        int port = Nginx.freePort();
        Path buckets = Files.createDirectory(scratch.resolve("buckets"));
        Files.createDirectory(buckets.resolve(BUCKET));
        Path settings = Files.writeString(scratch.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=none
                s3proxy.cors-allow-all=true
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, buckets));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("s3proxy.log").toFile())
                .start();
        return new S3Proxy(process, port);
    }

    /** Waits until it answers, and returns its URL. */
    String origin() throws InterruptedException {
        while (true) {
            assertThat(process.isAlive()).as("s3proxy runs").isTrue();
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return "http://127.0.0.1:" + port;
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
