package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Viewers of a CDN, dash.js and hls.js with a title in H.264 and our own player with one of ours, at once, in headless Chromium: the
 * first edge is drained while they play, the second killed, and they go on with the next that has their title.
 */
@Tag("browser")
@Tag("in-time")
class SteeredPlaybackTest {
    private static final int TRIES = 3;
    private static final int SECONDS = 16;

    /** In the order in which they are to be used: the third edge has one title alone. */
    private static final Map<String, List<String>> VISITS = Map.of(
            "dashjs", List.of("alpha", "beta", "gamma"),
            "hlsjs", List.of("alpha", "beta", "gamma"),
            "rundelta", List.of("alpha", "beta", "nginx"));

    /**
     * dash.js tries an edge that died four times, a second apart, before it takes another: it needs to have buffered more than that;
     * hls.js takes another when it is told. Our own player buffers 25 s, and has to play fast to need the edge that dies.
     */
    private static final int BUFFER_S = 6;

    private static final int OUR_RATE = 4;

    /** For which playback may stand still; a busy machine does not draw every frame in time. */
    private static final int STANDSTILL_MS = 500;

    /** From the drain to the last request to the edge: the TTL, a second, and what players had begun by then. */
    private static final int LEAVING_MS = 2500;

    @TempDir
    private Path folder;

    /** Playing takes real time, which a busy machine may not have; what fails three times fails. */
    @Test
    void viewersGoWhereTheyAreSteeredAndOnWhenAnEdgeDies() throws Exception {
        Players players = Players.find();
        Path film = DrawnVideo.constantRate(320, 180, 25 * SECONDS).store(folder.resolve("film.mkv"));
        Path screen = DrawnVideo.constantRate(160, 90, 25 * SECONDS * OUR_RATE).store(folder.resolve("screen.mkv"));
        for (int left = TRIES - 1; ; left--) {
            try (LoopbackCdn cdn =
                    LoopbackCdn.start(Files.createDirectory(folder.resolve("try" + left)), film, screen)) {
                judge(players.run("steered.mjs", plan(cdn)), cdn);
                return;
            } catch (AssertionError e) {
                if (left == 0) {
                    throw e;
                }
                System.err.println("once more, after: " + e.getMessage());
            }
        }
    }

    private static String plan(LoopbackCdn cdn) throws Exception {
        Map<String, Object> dashjs = foreign(cdn, "dashjs", "manifest.mpd");
        Map<String, Object> hlsjs = foreign(cdn, "hlsjs", "master.m3u8");
        Map<String, Object> ours = Map.of("page", cdn.url("screen/index.html"), "rate", OUR_RATE);
        // Ours last, so that its page is in front: no browser draws what nobody sees.
        Map<String, Object> players = new LinkedHashMap<>();
        players.put("dashjs", dashjs);
        players.put("hlsjs", hlsjs);
        players.put("rundelta", ours);
        List<Map<String, Object>> steps = List.of(
                Map.of("atMs", 1000, "post", cdn.admin("edges/alpha/drain")),
                Map.of("atMs", 5000, "kill", cdn.betaPid()));
        return new ObjectMapper().writeValueAsString(Map.of("players", players, "steps", steps));
    }

    private static Map<String, Object> foreign(LoopbackCdn cdn, String adapter, String manifest) {
        return Map.of(
                "page",
                cdn.url("players/page.html?player=" + adapter),
                "adapter",
                adapter,
                "manifest",
                cdn.url("film/" + manifest),
                "bufferS",
                BUFFER_S);
    }

    private static void judge(JsonNode result, LoopbackCdn cdn) throws Exception {
        assertThat(result.get("stepsMs")).as("%s", result).hasSize(2);
        int drainedMs = result.get("stepsMs").get(0).asInt();
        assertThat(result.get("rundelta").get("errors")).isEmpty();
        assertThat(result.get("dashjs").get("errors"))
                .allMatch(error -> error.asText().endsWith(" is not available"));
        assertThat(result.get("hlsjs").get("errors"))
                .allMatch(error -> error.asText().matches("(frag|level)LoadError .*"));
        for (String player : VISITS.keySet()) {
            JsonNode played = result.get(player);
            assertThat(played.get("ended").asBoolean())
                    .as("%s: %s", player, result)
                    .isTrue();
            assertThat(visits(played, cdn)).as("%s: %s", player, result).isEqualTo(VISITS.get(player));
            for (JsonNode request : played.get("requests")) {
                if (cdn.edgeOf(request.get("origin").asText()).equals("alpha")) {
                    assertThat(request.get("atMs").asInt()).isLessThan(drainedMs + LEAVING_MS);
                }
            }
            assertThat(played.get("standstillMs").asInt())
                    .as("%s: %s", player, result)
                    .isLessThan(STANDSTILL_MS);
        }
        assertThat(cdn.answer("film")).containsExactly("gamma", "nginx", "s3");
        assertThat(cdn.answer("screen")).containsExactly("nginx", "s3");
    }

    /** The edges that segments came from, one after the other. */
    private static List<String> visits(JsonNode played, LoopbackCdn cdn) {
        List<String> visits = new ArrayList<>();
        for (JsonNode request : played.get("requests")) {
            String edge = cdn.edgeOf(request.get("origin").asText());
            boolean isSegment = request.get("path").asText().endsWith(".m4s")
                    && request.get("status").asInt() == 200;
            if (isSegment && (visits.isEmpty() || !visits.get(visits.size() - 1).equals(edge))) {
                visits.add(edge);
            }
        }
        return visits;
    }
}
