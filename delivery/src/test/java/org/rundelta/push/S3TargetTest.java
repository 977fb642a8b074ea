package org.rundelta.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Pushes to S3Proxy, and reads from it, which checks signatures and checksums. */
class S3TargetTest extends PushTargetContract {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("aws.accessKeyId", "anna", "aws.secretAccessKey", "geheim", "aws.region", "eu-central-1");

    @TempDir
    private static Path scratch;

    private static S3Server server;
    private static S3Client s3;

    private final String prefix = "edge one/" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start(scratch);
        s3 = server.client("geheim");
        ENVIRONMENT.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlS3", server.endpoint().toString());
    }

    @AfterAll
    static void stop() {
        ENVIRONMENT.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrlS3");
        if (server != null) {
            s3.close();
            server.close();
        }
    }

    @Override
    String target() {
        return "s3://" + S3Server.BUCKET + "/" + prefix.replace(" ", "%20");
    }

    @Override
    PushTarget open(Path title) {
        return new S3Target(server.client("geheim"), S3Server.BUCKET, prefix + "/", Duration.ofMillis(400));
    }

    @Override
    Map<String, byte[]> visible() {
        Map<String, byte[]> files = new TreeMap<>();
        for (S3Object object : s3.listObjectsV2Paginator(
                        request -> request.bucket(S3Server.BUCKET).prefix(prefix + "/"))
                .contents()) {
            String path = object.key().substring(prefix.length() + 1);
            if (!path.startsWith(".")) {
                files.put(
                        path,
                        s3.getObjectAsBytes(request ->
                                        request.bucket(S3Server.BUCKET).key(object.key()))
                                .asByteArray());
            }
        }
        return files;
    }

    @Override
    int partials() {
        return (int)
                s3
                        .listMultipartUploads(
                                request -> request.bucket(S3Server.BUCKET).prefix(prefix + "/"))
                        .uploads()
                        .stream()
                        .filter(upload -> upload.key().startsWith(prefix + "/"))
                        .count();
    }

    @Override
    void plant(String path, byte[] bytes) {
        s3.putObject(request -> request.bucket(S3Server.BUCKET).key(prefix + "/" + path), RequestBody.fromBytes(bytes));
    }

    @Test
    void aFileOfSeveralParts() throws Exception {
        byte[] bytes = new byte[20 << 20];
        new Random(5).nextBytes(bytes);
        Path file = Files.write(folder.resolve("large"), bytes);
        try (PushTarget target = open(folder)) {
            target.begin();
            assertThat(target.put("video/media.mp4", bytes.length, () -> FileChannel.open(file)))
                    .isTrue();
            target.commit("video/media.mp4");
            assertThat(target.holds("video/media.mp4", bytes.length, () -> FileChannel.open(file)))
                    .isTrue();
        }
    }

    @Test
    void objectsAreReadWithoutCredentialsByTheirUrl() throws Exception {
        plant("film.mkv", "0123456789".getBytes(StandardCharsets.UTF_8));
        URI url = URI.create(S3Source.url(target() + "/film.mkv"));
        HttpRequest part =
                HttpRequest.newBuilder(url).header("Range", "bytes=3-5").build();
        HttpRequest unsigned = HttpRequest.newBuilder(URI.create(url.toString().replaceFirst("\\?.*", "")))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        assertThat(client.send(part, BodyHandlers.ofString()).body()).isEqualTo("345");
        assertThat(client.send(unsigned, BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void objectsThatCannotBeReadAreNamed() {
        assertFails(target() + "/film.mkv", "there is no such object; check its name");
        assertFails("s3://" + S3Server.BUCKET, "it names no object: write s3://bucket/film.mkv");
        assertFails("s3:///film.mkv", "it names no bucket: write s3://bucket/folder");
        System.setProperty("aws.secretAccessKey", "falsch");
        try {
            assertFails(
                    target() + "/film.mkv",
                    "refused (HTTP 403): it refuses these credentials: check AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY, or the profile");
        } finally {
            ENVIRONMENT.forEach(System::setProperty);
        }
    }

    private static void assertFails(String object, String problem) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> S3Source.url(object))
                .withMessage(object + ": " + problem);
    }

    @Test
    void objectsSayWhatTheyAreAndHowLongTheyLast() throws Exception {
        new TestTitle().with("exact/1126925c36fa/0.m4s", "media").writeTo(folder.resolve("title"));
        Publisher.publish(folder.resolve("title"), List.of(target()), PushOptions.DEFAULT, PushListener.NONE);
        HeadObjectResponse media = head("exact/1126925c36fa/0.m4s");
        assertThat(media.contentType()).isEqualTo("video/iso.segment");
        assertThat(media.cacheControl()).contains("immutable");
        HeadObjectResponse manifest = head(TestTitle.MANIFEST);
        assertThat(manifest.contentType()).isEqualTo("application/dash+xml");
        assertThat(manifest.cacheControl()).isEqualTo("public, max-age=2");
    }

    private HeadObjectResponse head(String path) {
        return s3.headObject(request -> request.bucket(S3Server.BUCKET).key(prefix + "/" + path));
    }

    @Test
    void credentialsThatAreWrong() throws Exception {
        new TestTitle().with("video/0.m4s", "media").writeTo(folder.resolve("title"));
        System.setProperty("aws.secretAccessKey", "geraten");
        try {
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> Publisher.publish(
                            folder.resolve("title"), List.of(target()), PushOptions.DEFAULT, PushListener.NONE))
                    .withMessageContaining("it refuses these credentials")
                    .withMessageNotContaining("geraten");
        } finally {
            System.setProperty("aws.secretAccessKey", "geheim");
        }
    }

    @Test
    void aBucketThatIsNotThere() throws Exception {
        new TestTitle().with("video/0.m4s", "media").writeTo(folder.resolve("title"));
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> Publisher.publish(
                        folder.resolve("title"), List.of("s3://nowhere/x"), PushOptions.DEFAULT, PushListener.NONE))
                .withMessageContaining("there is no such bucket");
    }
}
