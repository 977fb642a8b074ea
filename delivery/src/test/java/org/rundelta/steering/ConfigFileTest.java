package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final String WHOLE = """
            url: https://steer.example/
            ttl: 30
            check-interval: 2.5
            networks: networks.csv
            trusted-proxies: [10.0.0.0/8]
            edges:
              - {id: alpha, url: "https://a.example/titles/", networks: [isp-a], capacity: 10G}
              - {id: beta, url: "https://b.example/titles/", pull: true, capacity: 2.5G}
              - {id: gamma, url: "https://c.example/titles/", clone-of: beta, capacity: 0.000025}
              - {id: origin, url: "https://o.example/titles/", origin: true}
            titles:
              - film
              - {id: "series/one, two", manifest: master.m3u8, bitrate: 4M}
            """;

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        Files.writeString(folder.resolve("networks.csv"), "prefix,network\n\n# home\n192.0.2.0/24, isp-a\n::/0,rest\n");
        return Files.writeString(folder.resolve("steer.yaml"), text);
    }

    @Test
    void everyKeyIsRead() throws Exception {
        SteeringConfig config = ConfigFile.read(write(WHOLE));
        assertThat(config.url()).hasToString("https://steer.example/");
        assertThat(config.ttl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.checkInterval()).isEqualTo(Duration.ofMillis(2500));
        assertThat(config.networks().network(IpAddress.parse("192.0.2.1"))).isEqualTo("isp-a");
        assertThat(config.networks().network(IpAddress.parse("2001:db8::"))).isEqualTo("rest");
        assertThat(config.isTrustedProxy(IpAddress.parse("10.1.2.3"))).isTrue();
        assertThat(config.isTrustedProxy(IpAddress.parse("11.1.2.3"))).isFalse();
        Pathway alpha = config.pathways().get(0);
        assertThat(alpha.networks()).isEqualTo(Set.of("isp-a"));
        assertThat(alpha.capacity()).isEqualTo(1e10);
        Pathway beta = config.pathways().get(1);
        assertThat(beta.isPulling()).isTrue();
        assertThat(beta.capacity()).isEqualTo(2.5e9);
        assertThat(config.pathways().get(2).cloneOf()).isEqualTo("beta");
        assertThat(config.pathways().get(2).capacity()).isEqualTo(25e-6);
        assertThat(config.pathways().get(3).isOrigin()).isTrue();
        SteeredTitle series = config.titles().get("series/one, two");
        assertThat(series.bitsPerSecond()).isEqualTo(4e6);
        assertThat(series.manifestAt(beta)).hasToString("https://b.example/titles/series/one,%20two/master.m3u8");
        assertThat(config.titles().get("film").manifestAt(beta))
                .hasToString("https://b.example/titles/film/manifest.mpd");
    }

    @Test
    void tenThousandEdgesAreRead() throws Exception {
        StringBuilder config = new StringBuilder("titles: [film]\nnetworks: networks.csv\nedges:\n");
        for (int i = 0; i < 10_000; i++) {
            String url = "https://edge-" + i + ".network.example/titles/";
            config.append("  - {id: edge-" + i + ", url: '" + url + "', networks: [rest]}\n");
        }
        assertThat(ConfigFile.read(write(config.toString())).pathways()).hasSize(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ttl: 30| ttl: 0| ttl is not from 1 to 86400 seconds",
                "ttl: 30| ttl: soon| ttl \"soon\" is not a number, with k, M or G behind it if it is large",
                "ttl: 30| tll: 30| key \"tll\" is not known; docs/steering.md lists them",
                "check-interval: 2.5| check-interval: 0.05| check-interval is not from 0.1 to 3600 seconds",
                "10.0.0.0/8| 10.0.0.1/8| 10.0.0.1/8 has bits behind its length: clear them, or make it longer, up to that"
                        + " of an address",
                "id: beta| id: alpha| edge alpha: another has the same id; ids tell edges apart",
                "//b.example| //a.example| edge beta: another has the same url; keep one of them",
                "id: beta| id: 'be ta'| edge 2 (be ta): its id is not made of letters, digits, dots, hyphens and"
                        + " underscores",
                "id: beta,| | edge 2: it has no id",
                "b.example/titles/| b.example/titles| edge 2 (beta): url https://b.example/titles is not a folder's: end it"
                        + " with a slash",
                "https://b.example/| b.example/| edge 2 (beta): url b.example/titles/ is not that of a folder on a server;"
                        + " write it like https://edge.example/titles/",
                "https://b.example/| https://b example/| edge 2 (beta): url \"https://b example/titles/\" is not a URL:"
                        + " Illegal character in authority",
                "[isp-a]| [isp-x]| edge alpha: network isp-x has no prefix in the table of networks",
                "capacity: 10G| capacity: 0| edge 1 (alpha): its capacity is not above 0",
                "pull: true| pull: often| edge 2 (beta): pull is neither true nor false",
                "clone-of: beta| clone-of: delta| edge gamma: there is no edge delta to clone",
                "//c.example| //c.example:81| edge gamma: a clone's url differs in its host alone from that of edge beta",
                "- film| - ../film| title 1: it is not a path of folders and a file; write the id like film or series/one",
                "- film| - 'series/one, two'| title series/one, two is there twice; keep one",
                "- film| - [film]| title 1: it is not made of keys and values"
            })
    void whatIsWrongIsSaidInOneLine(String right, String wrong, String problem) throws Exception {
        Path file = write(WHOLE.replace(right, wrong == null ? "" : wrong));
        assertThatThrownBy(() -> ConfigFile.read(file))
                .isInstanceOf(SteeringException.class)
                .hasMessageStartingWith(file + ": " + problem)
                .message()
                .hasSizeLessThan(300)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.0/24,a;192.0.2.0/24,b| line 2: 192.0.2.0/24 is there twice, of a before; keep one of them",
                "192.0.2.0/24| line 1: it is not a prefix, a comma, and a network's name",
                "192.0.2.0/24,| line 1: it is not a prefix, a comma, and a network's name",
                ";192.0.2.0/99,a| line 2: 192.0.2.0/99 is longer than an address, which has 32 bits"
            })
    void theTableOfNetworksToo(String lines, String problem) throws Exception {
        Path file = write(WHOLE);
        Path networks = Files.writeString(folder.resolve("networks.csv"), lines.replace(';', '\n'));
        assertThatThrownBy(() -> ConfigFile.read(file)).hasMessageStartingWith(networks + ": " + problem);
    }

    @Test
    void titlesAreFoundInAFolder() throws Exception {
        for (String title : List.of("one", "series/two", ".rundelta-partial/three")) {
            Path made = Files.createDirectories(folder.resolve("titles").resolve(title));
            Files.createFile(made.resolve("manifest.mpd"));
        }
        Files.createDirectories(folder.resolve("titles/four"));
        String edges = "edges: [{id: a, url: 'https://a.example/'}]\n";
        SteeringConfig config =
                ConfigFile.read(write(edges + "titles: [{id: zero}, {id: one, bitrate: 1M}]\ntitle-folder: titles\n"));
        assertThat(config.titles().keySet()).containsExactly("zero", "one", "series/two");
        assertThat(config.titles().get("one").bitsPerSecond()).isEqualTo(1e6);
        Path none = write(edges + "title-folder: none\n");
        assertThatThrownBy(() -> ConfigFile.read(none)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        Random random = new Random(11);
        Path file = write(WHOLE);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextInt(8) == 0 ? random.nextInt() : ' ' + random.nextInt(95));
            }
            Files.write(file, bytes);
            try {
                ConfigFile.read(file);
            } catch (SteeringException | IOException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }
}
