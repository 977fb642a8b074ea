package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerTest {
    static final TrackerOptions OPTIONS =
            new TrackerOptions(InetAddress.getLoopbackAddress(), 0, 10, 3, Set.of(), Optional.empty());

    private static final InfoHash TORRENT = new InfoHash("ff00".repeat(10));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final TrackerState state = new TrackerState(OPTIONS, new Random(1));

    @Test
    void peersAreToldOfEachOtherButSeedsNotOfSeeds() throws Exception {
        assertThat(tell("10.0.0.1", 0, "started", 0)).isEmpty();
        assertThat(tell("10.0.0.2", 5, "started", 1)).containsExactly(address("10.0.0.1"));
        assertThat(tell("10.0.0.3", 0, "started", 2)).containsExactly(address("10.0.0.2"));
        assertThat(tell("10.0.0.2", 0, "completed", 3)).isEmpty();
        assertThat(counts(3)).isEqualTo("complete=3, downloaded=1, incomplete=0");
        assertThat(tell("10.0.0.1", 0, "stopped", 4)).isEmpty();
        assertThat(counts(4)).isEqualTo("complete=2, downloaded=1, incomplete=0");
    }

    @Test
    void thoseNotHeardOfAreGone() throws Exception {
        tell("10.0.0.1", 0, "started", 0);
        tell("10.0.0.2", 5, "started", 15);
        assertThat(tell("10.0.0.3", 5, "started", 30)).containsExactly(address("10.0.0.2"));
    }

    @Test
    void peersOfAnAddressAreLimited() throws Exception {
        for (int port = 1; port <= 3; port++) {
            state.announce(announce(new InetSocketAddress("10.0.0.1", port), 5, "started"), true, 0);
        }
        state.announce(announce(new InetSocketAddress("10.0.0.1", 1), 5, "started"), true, 0);
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> state.announce(announce(new InetSocketAddress("10.0.0.1", 4), 5, "started"), true, 0))
                .withMessageContaining("too many peers have this address");
    }

    @Test
    void onlyAllowedTorrentsAreTracked() {
        TrackerState strict = new TrackerState(
                new TrackerOptions(OPTIONS.host(), 0, 10, 3, Set.of(new InfoHash("00".repeat(20))), Optional.empty()),
                new Random(1));
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> strict.announce(announce(address("10.0.0.1"), 5, "started"), true, 0))
                .withMessageContaining("does not know");
    }

    @Test
    void addressesHaveAllForms() throws Exception {
        tell("10.0.0.1", 0, "started", 0);
        tell("2001:db8::7", 0, "started", 0);
        for (boolean isCompact : new boolean[] {true, false}) {
            byte[] answer = state.announce(announce(address("10.0.0.9"), 5, "started"), isCompact, 0);
            assertThat(TrackerAnswer.read(answer).peers())
                    .containsExactlyInAnyOrder(address("10.0.0.1"), address("2001:db8::7"));
        }
    }

    @Test
    void knowledgeSurvivesARestart() throws Exception {
        Path file = folder.resolve("state");
        TrackerOptions kept = new TrackerOptions(OPTIONS.host(), 0, 10, 3, Set.of(), Optional.of(file));
        Announce seed = announce(new InetSocketAddress("127.0.0.5", 77), 0, "completed");
        Announce leech = announce(new InetSocketAddress("127.0.0.6", 78), 9, "started");
        try (Tracker tracker = Tracker.start(kept)) {
            new TrackerClient().announce(tracker.announceUrl(), seed, PATIENCE);
        }
        try (Tracker tracker = Tracker.start(kept)) {
            assertThat(new TrackerClient()
                            .announce(tracker.announceUrl(), leech, PATIENCE)
                            .peers())
                    .containsExactly(seed.peer());
        }
        Files.writeString(file, "nonsense");
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> Tracker.start(kept))
                .withMessageContaining("is no state of a tracker");
    }

    @Test
    void requestsThatSayTooLittleAreRefused() throws Exception {
        try (Tracker tracker = Tracker.start(OPTIONS)) {
            String url = tracker.announceUrl().toString();
            assertThat(get(url)).contains("'info_hash' is missing");
            assertThat(get(url + "?info_hash=abc")).contains("has 3 bytes, not 20");
            String known = url + "?info_hash=" + "%ff".repeat(20) + "&peer_id=" + "a".repeat(20);
            assertThat(get(known + "&port=0")).contains("'port' is no number that can be");
            assertThat(get(known + "&port=7&uploaded=0&downloaded=0&left=0&ip=localhost"))
                    .contains("'ip' is no address");
            assertThat(get(known + "&port=7&uploaded=0&downloaded=0&left=0&numwant=1000000"))
                    .contains("8:intervali10e");
            assertThat(get(url.replace("announce", "scrape") + "?info_hash=" + "%ff".repeat(20)))
                    .contains("8:completei1e");
            assertThat(get(url.replace("announce", "else"))).contains("404");
        }
    }

    @Test
    void queriesOfAnyBytesAreBounded() throws SwarmException {
        assertThat(new TrackerQuery("a=%00%fFb+c&=x&a=2&b").text("a")).isEqualTo("\0\u00ffb c");
        assertThatExceptionOfType(SwarmException.class).isThrownBy(() -> new TrackerQuery("a=%zz"));
        assertThatExceptionOfType(SwarmException.class).isThrownBy(() -> new TrackerQuery("a=%f"));
        assertThatExceptionOfType(SwarmException.class).isThrownBy(() -> new TrackerQuery("a=1&".repeat(1000)));
    }

    @Test
    void trackerThatRefusesIsQuoted() throws Exception {
        TrackerOptions strict =
                new TrackerOptions(OPTIONS.host(), 0, 10, 3, Set.of(new InfoHash("00".repeat(20))), Optional.empty());
        try (Tracker tracker = Tracker.start(strict)) {
            assertThatExceptionOfType(SwarmException.class)
                    .isThrownBy(() -> new TrackerClient()
                            .announce(tracker.announceUrl(), announce(address("10.0.0.1"), 1, "started"), PATIENCE))
                    .withMessageContaining("it refuses: this tracker does not know the torrent");
        }
    }

    private Set<InetSocketAddress> tell(String address, long left, String event, long now) throws Exception {
        byte[] answer = state.announce(announce(address(address), left, event), true, now);
        return Set.copyOf(TrackerAnswer.read(answer).peers());
    }

    private static Announce announce(InetSocketAddress peer, long left, String event) {
        return new Announce(
                TORRENT,
                "-XX0000-" + "\u00ff".repeat(12),
                peer,
                1,
                2,
                left,
                Optional.of(Announce.Event.valueOf(event.toUpperCase(java.util.Locale.ROOT))),
                50);
    }

    private static InetSocketAddress address(String host) {
        return new InetSocketAddress(host, 6881);
    }

    private String counts(long now) throws SwarmException {
        BencodeDictionary files =
                Bencode.decodeDictionary(state.scrape(Set.of(TORRENT), now)).dictionary("files");
        return files.dictionary(Bencode.string(TORRENT.bytes()))
                .values()
                .toString()
                .replaceAll("[{}]", "");
    }

    private static String get(String url) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
