package org.rundelta.push;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy in a process of its own, on loopback. */
final class S3Server implements Closeable {
    static final String BUCKET = "titles";
    private static final Path PROGRAM = Path.of("target", "judges", "s3proxy.jar");

    private final JudgeProcess process;
    private final int port;

    private S3Server(JudgeProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static S3Server start(Path scratch) throws IOException, InterruptedException {
        assumeThat(PROGRAM).as("skipped: no s3proxy").exists();
        int port = JudgeProcess.freePort();
        Path settings = Files.writeString(scratch.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=anna
                s3proxy.credential=geheim
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(
                        port, Files.createDirectory(scratch.resolve("buckets"))));
        JudgeProcess process = JudgeProcess.start(
                port,
                scratch.resolve("s3proxy.log"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                PROGRAM.toString(),
                "--properties",
                settings.toString());
        S3Server server = new S3Server(process, port);
        try (S3Client s3 = server.client("geheim")) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
        return server;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    S3Client client(String secret) {
        return client(secret, endpoint());
    }

    /** @param at where it is reached */
    S3Client client(String secret, URI at) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .endpointOverride(at)
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anna", secret)))
                .build();
    }

    @Override
    public void close() {
        process.close();
    }
}
