package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdnFillCommandTest {
    private static final String PLAN = """
            catalogue: sizes.csv
            popularity: views.csv
            window: {from: "22:00", to: "04:00", zone: Europe/Helsinki}
            copies: 1
            least-views: 2
            origin: {url: "http://origin.example/titles", uplink: 800}
            edges:
              - {id: a, region: fi, capacity: 1.5k, uplink: 1M, url: "http://a.example/", admin: "http://a.example:9000/"}
              - {id: b, region: se, capacity: 100, uplink: 1M, url: "http://b.example/", admin: "http://b.example:9000/", parent: a}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("sizes.csv"), "title,rung,bytes\nfilm,720p,1000\nfilm,360p,80\nfilm,,10\n");
        Files.writeString(
                folder.resolve("views.csv"),
                "title,region,views,rung\nfilm,fi,9,720p\nfilm,fi,1,360p\nfilm,se,40,360p\nlost,se,1,\n");
    }

    @Test
    void planAsJson() throws IOException {
        CommandRun run =
                CommandRun.of("cdn", "fill", plan(PLAN), "--dry-run", "--json").assertDone();
        JsonNode plan = run.json();

        assertThat(plan.get("edges")).hasSize(2);
        JsonNode edge = plan.get("edges").get(1);
        assertThat(edge.get("from").asText()).isEqualTo("a");
        assertThat(edge.get("bytes").asLong()).isEqualTo(90);
        assertThat(edge.get("fullShare").asDouble()).isEqualTo(0.9);
        assertThat(plan.get("transfers")).hasSize(4);
        assertThat(plan.get("leftOut")).hasSize(1);
        assertThat(plan.get("leftOut").get(0).get("why").asText()).isEqualTo("rare");
        assertThat(plan.get("bytes").asLong()).isEqualTo(1100);
        assertThat(plan.get("seconds").asDouble()).isEqualTo(10.9);
        assertThat(plan.get("windowSeconds").asLong()).isEqualTo(6 * 3600);
        assertThat(plan.get("windows").asLong()).isEqualTo(1);
        assertThat(plan.get("servedShare").asDouble()).isEqualTo(49.0 / 50);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("\"lost\" is watched, but not in the catalogue");
    }

    @Test
    void planBySwarmsHasTheirTimes() throws IOException {
        String same = PLAN.replace("copies: 1", "copies: 2").replace("film,fi,1", "film,fi,9");
        JsonNode plan = CommandRun.of("cdn", "fill", plan(same), "--dry-run", "--via", "swarm", "--json")
                .assertDone()
                .json();
        assertThat(plan.get("edges").findValuesAsText("from")).containsOnly("swarm");
        assertThat(plan.get("transfers").findValuesAsText("source")).containsOnly("swarm");
        double end = 0;
        for (JsonNode transfer : plan.get("transfers")) {
            assertThat(transfer.get("startSeconds").asDouble()).isLessThanOrEqualTo(end);
            end = Math.max(end, transfer.get("endSeconds").asDouble());
        }
        assertThat(plan.get("seconds").asDouble()).isEqualTo(end);
    }

    @Test
    void planAsText() throws IOException {
        String text = CommandRun.of("cdn", "fill", plan(PLAN), "--dry-run")
                .assertDone()
                .out();
        assertThat(text).contains("filled after", "left out", "so it fits", "98.0 % of the views");
    }

    @Test
    void planOfPackagedFolders() throws IOException {
        Path rung = Files.createDirectories(folder.resolve("titles/film/720p/abc"));
        Files.write(rung.resolve("0.m4s"), new byte[100]);
        Files.write(folder.resolve("titles/film/manifest.mpd"), new byte[10]);
        Path views = folder.resolve("views.csv");
        Files.writeString(views, "title,region,views\nfilm,fi,5\n");

        JsonNode plan = CommandRun.of("cdn", "fill", plan(PLAN.replace("sizes.csv", "titles")), "--dry-run", "--json")
                .assertDone()
                .json();

        assertThat(plan.get("transfers")).hasSize(2);
        assertThat(plan.get("transfers").get(1).get("part").asText()).isEqualTo("(manifests)");
        assertThat(plan.get("transfers").get(1).get("files").asInt()).isEqualTo(1);
    }

    @Test
    void tenThousandEdgesArePlannedButNotAnyNumber() throws IOException {
        StringBuilder plan = new StringBuilder(PLAN.substring(0, PLAN.indexOf("  - {id: a")));
        for (int i = 0; i < 10_000; i++) {
            String url = "http://edge-" + i + ".network.example";
            plan.append("  - {id: edge-" + i + ", region: r" + i % 100 + ", capacity: 20T, uplink: 2G, url: \"" + url
                    + "/titles/\", admin: \"" + url + ":9100/\"" + (i < 100 ? "" : ", parent: edge-" + i % 100)
                    + "}\n");
        }
        Files.writeString(folder.resolve("views.csv"), "title,region,views\nfilm,r7,500\nfilm,r8,500\n");
        JsonNode planned = CommandRun.of("cdn", "fill", plan(plan.toString()), "--dry-run", "--json")
                .assertDone()
                .json();
        assertThat(planned.get("edges")).hasSize(10_000);
        assertThat(planned.get("transfers").findValuesAsText("edge")).contains("edge-7", "edge-8");
        plan.append("#".repeat(3 << 20));
        assertThat(CommandRun.of("cdn", "fill", plan(plan.toString()), "--dry-run")
                        .assertFailsWithOneLine())
                .endsWith("plan.yaml: larger than a fill file can be, 3145728 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capacity: 100,|capacity: 0,|edge b: capacity 0: it can hold nothing",
                "id: b|id: a|edge a is there twice",
                "http://b.example/|http://a.example/|edge b has a URL that another server has",
                "parent: a|parent: c|edge b: its parent c is no edge",
                "parent: a|parent: b|edge b is filled from itself",
                "parent: a|papa: a|edge 2: key \"papa\" is not known",
                "1.5k|lots|edge 1: capacity \"lots\" is not a number",
                "region: se, |''|edge 2: there is no region",
                "http://origin.example/titles|origin|origin: url \"origin\" is not the URL of a server",
                "Europe/Helsinki|Moon|window: zone \"Moon\" is not a time zone",
                "22:00|2200|window: from \"2200\" is not a time of day",
                "copies: 1|copies: 0|copies 0",
                "popularity: views.csv|''|there is no popularity",
                "views.csv|nothing.csv|no such file",
            })
    void badPlansAreRefusedInOneLine(String old, String young, String problem) throws IOException {
        assertThat(CommandRun.of("cdn", "fill", plan(PLAN.replace(old, young)), "--dry-run", "--json")
                        .assertFailsWithOneLine())
                .contains(problem);
    }

    private Path plan(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), text);
    }
}
