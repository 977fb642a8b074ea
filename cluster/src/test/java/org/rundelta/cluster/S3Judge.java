package org.rundelta.cluster;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** S3Proxy in a process of its own, on loopback, which checks signatures. */
final class S3Judge implements AutoCloseable {
    private static final String BUCKET = "films";
    private static final Path JAR = Path.of(System.getProperty("rundelta.root"), "delivery/target/judges/s3proxy.jar");

    private final Program program;
    private final Path buckets;
    private final int port;

    private S3Judge(Program program, Path buckets, int port) {
        this.program = program;
        this.buckets = buckets;
        this.port = port;
    }

    /** @param scratch an empty folder */
    static S3Judge start(Path scratch) throws IOException, InterruptedException {
        assumeThat(JAR).as("skipped: no s3proxy").exists();
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path buckets = scratch.resolve("buckets");
        Files.createDirectories(buckets.resolve(BUCKET));
        Path settings = Files.writeString(scratch.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=anna
                s3proxy.credential=geheim
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, buckets));
        Program program = Program.start(scratch, List.of(Program.JAVA, "-jar", JAR, "--properties", settings));
        S3Judge judge = new S3Judge(program, buckets, port);
        judge.await();
        return judge;
    }

    private void await() throws IOException, InterruptedException {
        while (true) {
            program.assertRuns();
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
    }

    void hold(String name, Path file) throws IOException {
        Files.copy(file, buckets.resolve(BUCKET).resolve(name));
    }

    String url(String name) {
        return "s3://" + BUCKET + "/" + name;
    }

    /** What tells Amazon's SDK of it. */
    List<String> flags(String secret) {
        return List.of(
                "-Daws.endpointUrlS3=http://127.0.0.1:" + port,
                "-Daws.region=eu-central-1",
                "-Daws.accessKeyId=anna",
                "-Daws.secretAccessKey=" + secret);
    }

    @Override
    public void close() {
        program.close();
    }
}
