package org.rundelta.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Titles that come into being, pushed to S3Proxy and to nginx, which may be down for a while. */
@Timeout(120)
class LiveServerPushTest {
    /** So long nobody waits: who needs that hangs. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final String PREFIX = "live/";
    private static final int STATES = 9;

    @TempDir
    private static Path scratch;

    private static S3Server server;
    private static S3Client s3;

    @TempDir
    private Path folder;

    private Path title;
    private GrowingTitle growing;
    private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();
    private final LiveMailbox states = new LiveMailbox();

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start(scratch);
        s3 = server.client("geheim");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            s3.close();
            server.close();
        }
    }

    @BeforeEach
    void makeTitle() throws IOException {
        title = Files.createDirectory(folder.resolve("title")).toRealPath();
        growing = new GrowingTitle(title);
    }

    private PushTarget openS3(URI endpoint, String prefix) {
        return new S3Target(server.client("geheim", endpoint), S3Server.BUCKET, prefix, PATIENCE);
    }

    private CompletableFuture<PushResult> push(LiveTarget.Opener opener) {
        LiveTarget target = new LiveTarget(title, "it", opener, Duration.ofMillis(1), states, messages::add);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return target.run();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A player that is never more than two segments behind finds all that the manifest names, and the rest goes away. */
    @Test
    void aWindowInS3IsWholeAtAnyMoment() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Integer> player = CompletableFuture.supplyAsync(() -> {
            int manifests = 0;
            while (!isOver.get()) {
                String manifest = textInS3(PREFIX + GrowingTitle.MANIFEST);
                if (!manifest.isEmpty()) {
                    manifest.lines()
                            .forEach(path ->
                                    assertThat(textInS3(PREFIX + path)).as(path).startsWith("segment"));
                    int now = GrowingTitle.madeBy(manifest);
                    manifests += now == seen.getAndSet(now) ? 0 : 1;
                }
            }
            return manifests;
        });
        CompletableFuture<PushResult> pushing = push(() -> openS3(server.endpoint(), PREFIX));
        for (int i = 0; i < STATES; i++) {
            while (growing.made() >= GrowingTitle.BEHIND
                    && seen.get() < growing.made() + 1 - GrowingTitle.BEHIND
                    && !player.isDone()) {
                Thread.sleep(1);
            }
            states.put(growing.next());
        }
        states.end();
        PushResult result = pushing.join();
        isOver.set(true);
        assertThat(player.join()).isGreaterThan(STATES / 3);
        assertThat(messages).isEmpty();
        assertThat(result.deleted()).isEqualTo(STATES - GrowingTitle.KEPT);
        List<String> left = growing.segments(GrowingTitle.KEPT);
        assertThat(s3.listObjectsV2(request -> request.bucket(S3Server.BUCKET).prefix(PREFIX))
                        .contents())
                .extracting(S3Object::key)
                .filteredOn(key -> !key.startsWith(PREFIX + "."))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(left.stream(), Stream.of(GrowingTitle.MANIFEST))
                        .map(path -> PREFIX + path)
                        .toList());
    }

    private static String textInS3(String key) {
        try {
            return s3.getObjectAsBytes(
                            request -> request.bucket(S3Server.BUCKET).key(key))
                    .asUtf8String();
        } catch (NoSuchKeyException e) {
            return "";
        }
    }

    @Test
    @Tag("nightly")
    void s3ThatIsDownForAWhile() throws Exception {
        try (Relay relay = new Relay(server.endpoint())) {
            catchesUp(
                    relay,
                    () -> openS3(relay.url(), "down/"),
                    path -> textInS3("down/" + path),
                    "refused (HTTP 500)",
                    "it does not answer");
        }
    }

    @Test
    @Tag("nightly")
    void nginxThatIsDownForAWhile() throws Exception {
        Path served = Files.createDirectory(folder.resolve("served"));
        try (DavServer nginx = DavServer.start(served, Files.createDirectory(folder.resolve("nginx")));
                Relay relay = new Relay(URI.create(nginx.origin()))) {
            catchesUp(
                    relay,
                    () -> new WebDavTarget(WebDav.at(relay.url() + "/live/"), PATIENCE, PushCare.FULL),
                    path -> textIn(served.resolve("live").resolve(path)),
                    "HTTP 500",
                    "it does not answer");
        }
    }

    private static String textIn(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Where a path is read as players do; empty if there is nothing. */
    @FunctionalInterface
    private interface Place {
        String read(String path) throws IOException;
    }

    /** Goes on where it is by then, at once, with a lock that it could not give free; what it has missed is made up for. */
    private void catchesUp(Relay relay, LiveTarget.Opener opener, Place place, String failed, String refused)
            throws Exception {
        CompletableFuture<PushResult> pushing = push(opener);
        states.put(growing.next());
        awaitNewest(place, pushing);
        relay.fail();
        growOnUntilTold(1, pushing);
        relay.recover();
        awaitNewest(place, pushing);
        awaitMessages(2, pushing);
        relay.refuse();
        growOnUntilTold(3, pushing);
        relay.recover();
        awaitNewest(place, pushing);
        states.end();
        pushing.join();
        List<String> lines = List.copyOf(messages);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("push to it: ").contains(failed).endsWith("; it is tried again");
        assertThat(lines.get(1)).matches("push to it goes on after \\d+ s");
        assertThat(lines.get(2)).startsWith("push to it: ").contains(refused).endsWith("; it is tried again");
        assertThat(lines.get(3)).matches("push to it goes on after \\d+ s");
        for (String path : growing.segments(GrowingTitle.NAMED)) {
            assertThat(place.read(path)).startsWith("segment");
        }
        assertThat(place.read("video/0123456789ab/0.m4s")).isEmpty();
    }

    /** The title goes on as it does when nobody looks: all that was named when the target went down is gone. */
    private void growOnUntilTold(int lines, CompletableFuture<PushResult> pushing) throws Exception {
        for (int i = 0; i < GrowingTitle.KEPT + 1; i++) {
            states.put(growing.next());
        }
        awaitMessages(lines, pushing);
    }

    private void awaitMessages(int count, CompletableFuture<PushResult> pushing) throws Exception {
        while (messages.size() < count && !pushing.isDone()) {
            Thread.sleep(1);
        }
    }

    private void awaitNewest(Place place, CompletableFuture<PushResult> pushing) throws Exception {
        String newest = Files.readString(title.resolve(GrowingTitle.MANIFEST), StandardCharsets.UTF_8);
        while (!place.read(GrowingTitle.MANIFEST).equals(newest) && !pushing.isDone()) {
            Thread.sleep(1);
        }
    }
}
