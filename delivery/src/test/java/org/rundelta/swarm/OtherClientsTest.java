package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * libtorrent, aria2 and Transmission, each fetching from ours and sending to ours, through our tracker and through
 * opentracker. All at once, since Transmission makes up its mind every ten seconds. Who is not installed is left out, and
 * those tests are skipped.
 */
@Timeout(120)
class OtherClientsTest {
    private static final Path OPENTRACKER = Path.of("/usr/bin/opentracker");
    private static final String ANY_TRACKER = "http://127.0.0.1:1/announce";

    @TempDir
    private static Path folder;

    private static final List<Process> PROCESSES = new ArrayList<>();
    private static final Map<Meeting, Path> TORRENTS = new LinkedHashMap<>();
    private static final Map<Meeting, Peer> OURS = new LinkedHashMap<>();
    private static Tracker tracker;

    /** Who meets ours. */
    private enum Client {
        LIBTORRENT("/usr/bin/python3", "python3-libtorrent"),
        ARIA2("/usr/bin/aria2c", "aria2"),
        TRANSMISSION("/usr/bin/transmission-daemon", "transmission-daemon");

        private final Path program;
        private final String debian;

        Client(String program, String debian) {
            this.program = Path.of(program);
            this.debian = debian;
        }

        boolean isThere() throws Exception {
            return this == LIBTORRENT ? Libtorrent.isThere() : Files.isExecutable(program);
        }
    }

    /** A torrent, a client that fetches or sends it, and where it and ours find each other. */
    private record Meeting(Client client, boolean fetches, boolean isAtOpentracker) {
        String title() {
            return (client + (fetches ? "-fetches-" : "-sends-") + isAtOpentracker).toLowerCase(java.util.Locale.ROOT);
        }

        /** The folder above the title that is there from the beginning, and above the one that is to come. */
        Path from() {
            return folder.resolve(fetches ? "ours" : "theirs");
        }

        Path to() {
            return folder.resolve(fetches ? "theirs" : "ours");
        }

        @Override
        public String toString() {
            return client + (fetches ? " fetches, " : " sends, ") + (isAtOpentracker ? "opentracker" : "our tracker");
        }
    }

    static List<Meeting> meetings() {
        List<Meeting> all = new ArrayList<>();
        for (Client client : Client.values()) {
            for (boolean fetches : new boolean[] {true, false}) {
                all.add(new Meeting(client, fetches, false));
                all.add(new Meeting(client, fetches, true));
            }
        }
        return all;
    }

    @BeforeAll
    static void startAll() throws Exception {
        // opentracker gives up its rights before it reads its list.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        tracker = Tracker.start(TrackerTest.OPTIONS);
        int port = freePort();
        URI opentracker = URI.create(ANY_TRACKER.replace(":1/", ":" + port + "/"));
        StringBuilder allowed = new StringBuilder();
        List<Client> there = new ArrayList<>();
        for (Client client : Client.values()) {
            if (client.isThere()) {
                there.add(client);
            }
        }
        for (Meeting meeting : meetings()) {
            boolean hasTracker = !meeting.isAtOpentracker() || Files.isExecutable(OPENTRACKER);
            if (there.contains(meeting.client()) && hasTracker) {
                Path title = TestFiles.random(
                        meeting.from().resolve(meeting.title()),
                        meeting.hashCode(),
                        "v/1.m4s",
                        1_500_000,
                        "v/2.m4s",
                        500_001,
                        "manifest.mpd",
                        999);
                URI announce = meeting.isAtOpentracker() ? opentracker : tracker.announceUrl();
                Path torrent = folder.resolve(meeting.title() + ".torrent");
                TorrentOptions options = new TorrentOptions(Optional.empty(), false, List.of(announce), List.of());
                Files.write(torrent, TorrentMaker.make(title, options, n -> {}));
                TORRENTS.put(meeting, torrent);
                allowed.append(Metainfo.read(torrent).infoHash()).append('\n');
            }
        }
        if (Files.isExecutable(OPENTRACKER)) {
            Path list = Files.writeString(folder.resolve("allowed"), allowed);
            start(OPENTRACKER, "-i", "127.0.0.1", "-p", port, "-w", list);
            awaitPort(port);
        }
        startTransmission();
        for (Meeting meeting : TORRENTS.keySet()) {
            switch (meeting.client()) {
                case LIBTORRENT -> startLibtorrent(meeting);
                case ARIA2 -> startAria2(meeting);
                case TRANSMISSION -> {
                    // It has them all in one process.
                }
            }
        }
        for (Meeting meeting : TORRENTS.keySet()) {
            Metainfo torrent = Metainfo.read(TORRENTS.get(meeting));
            // Transmission dials nobody on loopback, and opentracker takes ours to be where it announces from: ours
            // dials,
            // so the other has to be at the tracker before.
            awaitPeerAt(torrent);
            OURS.put(
                    meeting,
                    meeting.fetches()
                            ? Peer.seed(torrent, meeting.from(), options(), PeerListener.NONE)
                            : Peer.start(torrent, meeting.to(), options(), PeerListener.NONE));
        }
    }

    @AfterAll
    static void endAll() throws Exception {
        OURS.values().forEach(Peer::close);
        PROCESSES.forEach(process -> process.destroyForcibly().onExit().join());
        tracker.close();
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void filesAreTheSame(Meeting meeting) throws Exception {
        assumeThat(TORRENTS.containsKey(meeting))
                .as("skipped: no " + meeting.client()
                        + (meeting.isAtOpentracker() ? " or no opentracker (Debian: opentracker, " : " (Debian: ")
                        + meeting.client().debian + ")")
                .isTrue();
        Path expected = meeting.from().resolve(meeting.title());
        Path actual = meeting.to().resolve(meeting.title());
        Peer ours = OURS.get(meeting);
        if (meeting.fetches()) {
            awaitSame(expected, actual);
            assertThat(ours.report().sent()).isGreaterThanOrEqualTo(2_001_000);
        } else {
            ours.awaitComplete();
            assertThat(ours.report().received()).isGreaterThanOrEqualTo(2_001_000);
            TestFiles.assertSame(expected, actual);
        }
    }

    /** At another address than the client: Transmission keeps apart peers by their addresses alone. */
    private static PeerOptions options() throws IOException {
        return PeerOptions.at(InetAddress.getByName("127.0.0.2"));
    }

    private static void startLibtorrent(Meeting meeting) throws IOException {
        String mode = meeting.fetches() ? "leech" : "seed";
        PROCESSES.add(Libtorrent.start(
                mode, TORRENTS.get(meeting).toString(), folder.resolve("theirs").toString(), "--linger", "100"));
    }

    private static void startAria2(Meeting meeting) throws IOException {
        start(
                Client.ARIA2.program,
                "--dir=" + folder.resolve("theirs"),
                "--interface=127.0.0.1",
                "--listen-port=" + freePort(),
                "--enable-dht=false",
                "--enable-dht6=false",
                "--bt-enable-lpd=false",
                "--enable-peer-exchange=false",
                "--file-allocation=none",
                "--check-integrity=" + !meeting.fetches(),
                "--seed-ratio=0.0",
                TORRENTS.get(meeting));
    }

    private static void startTransmission() throws IOException {
        List<Path> torrents = TORRENTS.entrySet().stream()
                .filter(entry -> entry.getKey().client() == Client.TRANSMISSION)
                .map(Map.Entry::getValue)
                .toList();
        if (torrents.isEmpty()) {
            return;
        }
        Path settings = Files.createDirectory(folder.resolve("transmission"));
        Path watched = Files.createDirectory(settings.resolve("torrents"));
        for (Path torrent : torrents) {
            Files.copy(torrent, watched.resolve(torrent.getFileName()));
        }
        Map<String, Object> values = Map.ofEntries(
                Map.entry("bind-address-ipv4", "127.0.0.1"),
                Map.entry("bind-address-ipv6", "::1"),
                Map.entry("peer-port", freePort()),
                Map.entry("rpc-enabled", false),
                Map.entry("dht-enabled", false),
                Map.entry("lpd-enabled", false),
                Map.entry("pex-enabled", false),
                Map.entry("utp-enabled", false),
                Map.entry("port-forwarding-enabled", false),
                Map.entry("encryption", 0),
                Map.entry("download-dir", folder.resolve("theirs").toString()),
                Map.entry("watch-dir", watched.toString()),
                Map.entry("watch-dir-enabled", true));
        String json = values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": "
                        + (entry.getValue() instanceof String text ? "\"" + text + "\"" : entry.getValue()))
                .collect(Collectors.joining(",\n", "{", "}"));
        Files.writeString(settings.resolve("settings.json"), json);
        start(Client.TRANSMISSION.program, "--foreground", "--config-dir", settings);
    }

    private static void start(Object... command) throws IOException {
        PROCESSES.add(
                new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log" + PROCESSES.size()).toFile())
                        .start());
    }

    private static void awaitSame(Path expected, Path actual) throws Exception {
        while (true) {
            try {
                TestFiles.assertSame(expected, actual);
                return;
            } catch (IOException | AssertionError e) {
                assertThatAllLive();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Waits until the torrent's tracker counts a peer. */
    private static void awaitPeerAt(Metainfo torrent) throws Exception {
        String announce = torrent.trackers().get(0).get(0).toString();
        String infoHash = torrent.infoHash().hex().replaceAll("..", "%$0");
        HttpRequest scrape = HttpRequest.newBuilder(
                        URI.create(announce.replace("announce", "scrape") + "?info_hash=" + infoHash))
                .build();
        String key = Bencode.string(torrent.infoHash().bytes());
        while (true) {
            byte[] answer = HttpClient.newHttpClient()
                    .send(scrape, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            BencodeDictionary files = Bencode.decodeDictionary(answer).dictionary("files");
            if (files.has(key)) {
                BencodeDictionary counts = files.dictionary(key);
                if (counts.number("complete") + counts.number("incomplete") > 0) {
                    return;
                }
            }
            assertThatAllLive();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void assertThatAllLive() {
        assertThat(PROCESSES).allMatch(Process::isAlive);
    }

    private static void awaitPort(int port) throws InterruptedException {
        while (true) {
            try {
                new Socket().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                assertThatAllLive();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
