package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes to nginx, and to servers that do not do as they should. */
class WebDavTargetTest extends PushTargetContract {
    private Path site;
    private DavServer server;

    @BeforeEach
    void start() throws Exception {
        site = Files.createDirectory(folder.resolve("site"));
        server = DavServer.start(site, Files.createDirectory(folder.resolve("nginx")));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    String target() {
        return server.origin() + "/cdn/eu%20west";
    }

    @Override
    PushTarget open(Path title) throws IOException {
        return new WebDavTarget(WebDav.at(target()), Duration.ofMillis(400), PushCare.FULL);
    }

    @Override
    Map<String, byte[]> visible() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : files()) {
            String path = root().relativize(file).toString();
            if (!path.startsWith(".") && !path.contains("/.")) {
                files.put(path, Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Override
    int partials() throws IOException {
        return (int) files().stream()
                .filter(file -> file.toString().endsWith(".partial"))
                .count();
    }

    @Override
    void plant(String path, byte[] bytes) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Path root() {
        return site.resolve("cdn/eu west");
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private PushReport push(TestTitle content, String target) throws Exception {
        content.writeTo(folder.resolve("title"));
        return Publisher.publish(folder.resolve("title"), List.of(target), PushOptions.DEFAULT, PushListener.NONE);
    }

    @Test
    void namesThatUrlsWriteOtherwise() throws Exception {
        TestTitle content = new TestTitle().with("a b/50% ?#.m4s", "one").with("größe/ü+é.m4s", "two");
        push(content, target());
        assertThat(visible()).containsOnlyKeys("a b/50% ?#.m4s", "größe/ü+é.m4s", TestTitle.MANIFEST);
    }

    /** What it left half-done is gone after the next push, which waits to see whether it lives. */
    @Test
    void aPushThatDied() throws Exception {
        push(new TestTitle().with("video/0.m4s", "media"), target());
        Path lock = Files.createDirectory(root().resolve(".rundelta-push/lock"));
        Files.writeString(lock.resolve("holder"), "0123456789abcdef 7");
        Files.writeString(root().resolve("video/.0.m4s.partial"), "med");
        try (PushTarget next = open(folder)) {
            next.begin();
            assertThat(partials()).isZero();
        }
        assertThat(lock).doesNotExist();
    }

    @Test
    void aLockThatAnotherTook() throws Exception {
        try (PushTarget target = open(folder)) {
            target.begin();
            target.put("video/0.m4s", 3, () -> Channels.newChannel(new ByteArrayInputStream("abc".getBytes(UTF_8))));
            Files.writeString(root().resolve(".rundelta-push/lock/holder"), "another 1");
            Thread.sleep(400);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> target.commit("video/0.m4s"))
                    .withMessageContaining("another push to it is under way");
        }
        assertThat(root().resolve(".rundelta-push/lock/holder")).hasContent("another 1");
    }

    @Test
    void aServerThatLosesTheEndOfFiles() throws Exception {
        try (Forwarder cutting = new Forwarder(server.origin(), () -> Forwarder.CUT)) {
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> push(new TestTitle().with("video/0.m4s", "media"), cutting.origin() + "/x"))
                    .withMessageContaining("video/0.m4s reads back from it with other bytes");
        }
    }

    /** With less care, too, by the size. */
    @Test
    void aServerThatLosesTheEndOfFilesWithLessCare() throws Exception {
        try (Forwarder cutting = new Forwarder(server.origin(), () -> Forwarder.CUT)) {
            new TestTitle().with("video/0.m4s", "media").writeTo(folder.resolve("title"));
            PushOptions hasty =
                    new PushOptions(Optional.empty(), false, 4, 0, new PushCare(false, PushCare.Sync.NEVER));
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> Publisher.publish(
                            folder.resolve("title"), List.of(cutting.origin() + "/x"), hasty, PushListener.NONE))
                    .withMessageContaining("video/0.m4s has 4 bytes there after its 5 bytes were put");
        }
    }

    @Test
    void aServerThatFailsNowAndThen() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (Forwarder failing = new Forwarder(server.origin(), () -> requests.incrementAndGet() % 3 == 0 ? 500 : 0)) {
            TestTitle content = TestTitle.random(new Random(9), 4, 20_000);
            content.writeTo(folder.resolve("title"));
            PushOptions oneByOne = new PushOptions(Optional.empty(), false, 1, 0, PushCare.FULL);
            Publisher.publish(
                    folder.resolve("title"), List.of(failing.origin() + "/cdn/eu%20west"), oneByOne, PushListener.NONE);
            assertThat(visible().keySet()).isEqualTo(content.files().keySet());
            assertThat(partials()).isZero();
        }
    }

    @Test
    void answersThatAreLost() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ThreadLocal<String> request = new ThreadLocal<>();
        try (Forwarder losing = new Forwarder(
                server.origin(), () -> isLock(request.get()) || !seen.add(request.get()) ? 0 : Forwarder.LOST)) {
            losing.listen(each -> request.set(each.replaceFirst(" from .*", "")));
            TestTitle content = new TestTitle().with("video/0.m4s", "media");
            push(content, losing.origin() + "/cdn/eu%20west");
            push(content.with("video/0.m4s", "other"), losing.origin() + "/cdn/eu%20west");
            assertThat(visible().keySet()).isEqualTo(content.files().keySet());
            assertThat(partials()).isZero();
        }
        assertThat(seen).anyMatch(each -> each.startsWith("MOVE") && each.contains(TestTitle.MANIFEST));
    }

    /** Whose taking, when the answer is lost, looks as if another had it, for some seconds. */
    private static boolean isLock(String request) {
        return request.startsWith("MKCOL");
    }

    @Test
    void aServerThatIsSlow() throws Exception {
        try (Forwarder slow = new Forwarder(server.origin(), () -> 0, 1000)) {
            TestTitle content = new TestTitle().with("video/0.m4s", "m".repeat(3000));
            push(content, slow.origin() + "/cdn/eu%20west");
            assertThat(visible().keySet()).isEqualTo(content.files().keySet());
        }
    }

    @Test
    void aServerWhoseCertificateNobodyKnows() throws Exception {
        HttpsServer unknown = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        unknown.setHttpsConfigurator(new HttpsConfigurator(ownCertificate(folder.resolve("certificate"))));
        unknown.start();
        try {
            String target = "https://127.0.0.1:" + unknown.getAddress().getPort() + "/x/";
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> push(new TestTitle().with("video/0.m4s", "media"), target))
                    .withMessageContainingAll(target + ": no secure connection: ", "check its certificate");
        } finally {
            unknown.stop(0);
        }
    }

    /** Its certificate is that of the address, and not of another name of the same machine. */
    @Test
    void aServerWithTls() throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext own = ownCertificate(folder.resolve("certificate"));
        SSLContext.setDefault(own);
        try (Forwarder secure = new Forwarder(server.origin(), own)) {
            TestTitle content = TestTitle.random(new Random(6), 2, 1_500_000);
            push(content, secure.origin() + "/cdn/eu%20west");
            assertThat(visible().keySet()).isEqualTo(content.files().keySet());
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> push(content, secure.origin().replace("127.0.0.1", "localhost") + "/x/"))
                    .withMessageContaining("no secure connection: ");
        } finally {
            SSLContext.setDefault(before);
        }
    }

    /** A file costs it one PUT, and one GET to read back; a connection serves many. */
    @Test
    void asksNoMoreThanItMust() throws Exception {
        Queue<String> requests = new ConcurrentLinkedQueue<>();
        TestTitle content = TestTitle.random(new Random(7), 40, 20_000);
        try (Forwarder counting = new Forwarder(server.origin(), () -> 0)) {
            counting.listen(requests::add);
            push(content, counting.origin() + "/cdn/eu%20west");
        }
        assertThat(visible().keySet()).isEqualTo(content.files().keySet());
        for (String path : content.files().keySet()) {
            if (!path.equals(TestTitle.MANIFEST)) {
                assertThat(requests.stream()
                                .map(request -> request.replaceFirst(" from .*", ""))
                                .filter(request -> request.endsWith("/" + path)))
                        .containsExactly("PUT /cdn/eu%20west/" + path, "GET /cdn/eu%20west/" + path);
            }
        }
        assertThat(requests.stream()
                        .map(request -> request.replaceFirst(".* from ", ""))
                        .distinct()
                        .count())
                .as("connections, for more than a hundred requests")
                .isLessThan(15);
    }

    private static SSLContext ownCertificate(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "geheim",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1")
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "geheim".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "geheim".toCharArray());
        TrustManagerFactory trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trusting.getTrustManagers(), null);
        return context;
    }

    @ParameterizedTest
    @CsvSource({
        "401, was refused (HTTP 401): give a name and password",
        "403, was refused (HTTP 403): give a name and password",
        "405, 'allow PUT, GET and DELETE there'",
        "507, the disk is full there"
    })
    void saysWhatAServerRefuses(int status, String expected) throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            boolean isLock = status == 405 && exchange.getRequestMethod().equals("MKCOL");
            exchange.sendResponseHeaders(isLock ? 201 : status, -1);
            exchange.close();
        });
        refusing.start();
        try {
            String target =
                    "http://anna:geheim@127.0.0.1:" + refusing.getAddress().getPort() + "/x/";
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(() -> push(new TestTitle().with("video/0.m4s", "media"), target))
                    .withMessageContaining(expected)
                    .withMessageNotContaining("geheim");
        } finally {
            refusing.stop(0);
        }
    }

    /** An @ or a slash in it makes it no URL; its message may not hold what is behind the first one. */
    @ParameterizedTest
    @ValueSource(strings = {"ge@heim", "ge/heim"})
    void passwordThatIsNotEncoded(String password) {
        String target = "http://anna:" + password + "@127.0.0.1:1/x/";
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> push(new TestTitle().with("video/0.m4s", "media"), target))
                .withMessageContaining("http://127.0.0.1:1/x/")
                .withMessageNotContaining("heim");
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
        assertThatExceptionOfType(PushException.class)
                .isThrownBy(() -> push(new TestTitle().with("video/0.m4s", "media"), "http://127.0.0.1:1/x/"))
                .withMessageContaining("http://127.0.0.1:1/x/: it does not answer; check the address");
    }
}
