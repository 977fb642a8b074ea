package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The player as others have it from npm: packed, installed, and used in a project of theirs. */
class NpmPackageTest {
    private static final int FRAMES = 50;

    private static final String PAGE = """
            <!DOCTYPE html>
            <link rel="icon" href="data:,">
            <script type="importmap">
            {"imports": {"rundelta-player": "./node_modules/rundelta-player/rundelta-player.js"}}
            </script>
            <script type="module">
            import 'rundelta-player';
            </script>
            <rundelta-player src="title/manifest.mpd"></rundelta-player>
            """;

    @TempDir
    private static Path project;

    private static Players players;

    @BeforeAll
    static void install() throws Exception {
        players = Players.find();
        Path made = Path.of(System.getProperty("rundelta.root"), "web", "target", "npm");
        String packed =
                npm("pack", made, "--silent", "--pack-destination", project).strip();
        Files.writeString(project.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
        npm("install", project.resolve(packed), "--silent", "--offline", "--no-audit", "--no-fund");
    }

    private static String npm(Object... arguments) throws IOException, InterruptedException {
        List<Object> command = new ArrayList<>(List.of(Players.npm()));
        command.addAll(List.of(arguments));
        return run(command.toArray());
    }

    /** Runs a program in the project, and returns what it says. */
    private static String run(Object... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        Process process = new ProcessBuilder(words)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void hasWhatIsNeededAndNothingElse() throws IOException {
        try (var files = Files.list(project.resolve("node_modules").resolve("rundelta-player"))) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            "LICENSE", "README.md", "package.json", "rundelta-player.d.ts", "rundelta-player.js");
        }
    }

    @Test
    void playsByAnImport() throws Exception {
        Path source = DrawnVideo.constantRate(160, 96, FRAMES).store(project.resolve("source.mkv"));
        CommandRun.of("package", source, "-o", project.resolve("title"), "--ladder", "lossless")
                .assertDone();
        Files.writeString(project.resolve("index.html"), PAGE);
        Path screenshot = project.resolve("screenshot.png");
        try (TitleServer server = new TitleServer(project, project)) {
            String options = "{\"rate\": 2, \"seeks\": [0.5]}";
            JsonNode result =
                    players.run("element.mjs", server.origin() + "/index.html", options, screenshot.toString());
            List<String> digests = WebPlayerTest.digests(DrawnVideo.constantRate(160, 96, FRAMES));
            assertThat(result.get("errors")).isEmpty();
            assertThat(result.get("sought").get(0).asText()).isEqualTo(digests.get(12));
            assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        }
    }

    @Test
    void itsTypesAreRight() throws Exception {
        Path use = Files.copy(Players.file("use.ts"), project.resolve("use.ts"));
        run(
                players.node(),
                Players.file("node_modules/typescript/bin/tsc"),
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "esnext",
                "--moduleResolution",
                "bundler",
                use);
    }

    @Test
    void doesNothingWhereThereIsNoDocument() throws Exception {
        assertThat(run(players.node(), "-e", "import('rundelta-player')")).isEmpty();
    }
}
