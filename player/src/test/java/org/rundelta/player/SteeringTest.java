package org.rundelta.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.dash.ManifestException;

class SteeringTest {
    private static final int SEGMENTS = 12;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Plays a title with pathways a and b, a steering server that answers in turn, and what it is asked noted. */
    private List<String> pathways(String attributes, Answer... answers) throws IOException, ManifestException {
        TestTitle title = new TestTitle(SEGMENTS).numbered("");
        try (TestServer server = new TestServer(title.files)) {
            server.fault = (exchange, path) -> {
                if (!path.startsWith("steer")) {
                    return false;
                }
                Answer answer = answers[Math.min(asked.size(), answers.length - 1)];
                asked.add(exchange.getRequestURI().toString());
                exchange.getResponseHeaders().set("Retry-After", "3");
                TestServer.send(exchange, answer.status, bytes(answer.body));
                return true;
            };
            title.manifest("<BaseURL serviceLocation='a'>" + server.uri("") + "</BaseURL><BaseURL serviceLocation='b'>"
                    + server.uri("") + "</BaseURL><ContentSteering " + attributes + ">steer?x=1</ContentSteering>");
            ClientOptions options = ClientOptions.of(server.uri("manifest.mpd"))
                    .withBuffer(Duration.ofSeconds(2))
                    .fast();
            return StreamingClient.play(options, ClientListener.SILENT).sources().stream()
                    .map(ClientReport.Source::pathway)
                    .toList();
        }
    }

    private record Answer(int status, String body) {
        static Answer of(String first, String second, String more) {
            return new Answer(
                    200,
                    "{\"VERSION\":1,\"TTL\":4,\"PATHWAY-PRIORITY\":[\"" + first + "\",\"" + second + "\"]" + more
                            + "}");
        }
    }

    /** A buffer of two segments: a request each second from the third segment on. */
    @Test
    void changesAsTheServerSays() throws IOException, ManifestException {
        List<String> pathways = pathways(
                "defaultServiceLocation='a' queryBeforeStart='true'",
                Answer.of("b", "a", ""),
                Answer.of("a", "b", ",\"RELOAD-URI\":\"/steer/again?y\""));
        assertThat(pathways).startsWith("b", "b", "b", "b").endsWith("a", "a", "a", "a");
        assertThat(asked.get(0)).isEqualTo("/steer?x=1");
        assertThat(asked.get(1)).matches("/steer[?]x=1&_DASH_pathway=%22b%22&_DASH_throughput=[0-9]+");
        assertThat(asked.get(2)).matches("/steer/again[?]y&_DASH_pathway=%22a%22&_DASH_throughput=[0-9]+");
    }

    @Test
    void aServerThatIsGoneIsNotAskedAgain() throws IOException, ManifestException {
        assertThat(pathways("", Answer.of("b", "a", ""), new Answer(410, "gone")))
                .containsOnly("b");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aServerThatAsksForPatienceIsGivenIt() throws IOException, ManifestException {
        List<String> pathways = pathways(
                "defaultServiceLocation='b'", new Answer(429, "later"), Answer.of("a", "b", ""), new Answer(410, ""));
        assertThat(pathways).startsWith("b", "b", "b").endsWith("a", "a", "a", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "{\"VERSION\":2,\"PATHWAY-PRIORITY\":[\"b\"]}", "nothing"})
    void whatCannotBeReadChangesNothing(String answer) throws IOException, ManifestException {
        assertThat(pathways("", new Answer(200, answer))).containsOnly("a");
        assertThat(asked).hasSize(1);
    }

    /** A clone (RFC 8216bis, 7.3) is of a pathway that the manifest does not name; who does not make clones takes the next. */
    @Test
    void clonesAreSkipped() throws IOException, ManifestException {
        String clone = "{\"BASE-ID\":\"a\",\"ID\":\"c\",\"URI-REPLACEMENT\":{\"HOST\":\"c.example\"}}";
        List<String> pathways = pathways(
                "defaultServiceLocation='a' queryBeforeStart='true'",
                Answer.of("c", "b", ",\"PATHWAY-CLONES\":[" + clone + "]"));
        assertThat(pathways).containsOnly("b");
    }

    @Test
    void manifests() throws ManifestException {
        String json = "{\"VERSION\":1,\"TTL\":0,\"PATHWAY-PRIORITY\":[\"x\",3],\"PATHWAY-CLONES\":[]}";
        assertThat(SteeringManifest.parse(bytes(json))).isEqualTo(new SteeringManifest(1, null, List.of("x")));
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    /** Damaged anywhere, it is read or refused, and nothing else. */
    @ParameterizedTest
    @MethodSource("seeds")
    void damage(int seed) {
        Random random = new Random(seed);
        byte[] json = bytes("{\"VERSION\":1,\"TTL\":300,\"RELOAD-URI\":\"/x\",\"PATHWAY-PRIORITY\":[\"a\",\"b\"]}");
        for (int i = 0; i < 50; i++) {
            byte[] damaged = json.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            try {
                SteeringManifest read = SteeringManifest.parse(damaged);
                assertThat(read.priority()).isNotEmpty();
                assertThat(read.ttlSeconds()).isBetween(1L, 86_400L);
            } catch (ManifestException e) {
                assertThat(e).hasMessageContaining("steering manifest").hasMessageNotContaining("\n");
            }
        }
        assertThatThrownBy(() -> SteeringManifest.parse(bytes("[".repeat(10_000))))
                .isInstanceOf(ManifestException.class);
    }
}
