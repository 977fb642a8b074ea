package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs players of others in headless Chromium; where something for that is missing, the test that wanted it is skipped. */
final class Players {
    private static final Path FOLDER =
            Path.of(System.getProperty("rundelta.root")).resolve(Path.of("cli", "src", "test", "players"));

    private static final Pattern SCRIPT = Pattern.compile("node_modules/[^']+");

    private final String node;
    private final String browser;

    private Players(String node, String browser) {
        this.node = node;
        this.browser = browser;
    }

    static Players find() {
        Optional<String> node = program("node");
        Optional<String> browser = program("chromium", "chromium-browser", "google-chrome");
        assumeThat(node).as("skipped: no node (Debian: nodejs npm)").isPresent();
        assumeThat(browser).as("skipped: no Chromium (Debian: chromium)").isPresent();
        assumeThat(FOLDER.resolve("node_modules"))
                .as("skipped: no players; run npm ci in " + FOLDER)
                .isDirectory();
        return new Players(node.orElseThrow(), browser.orElseThrow());
    }

    /** A file of the folder. */
    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    String node() {
        return node;
    }

    /** Of which tests are skipped that need it and find none. */
    static String npm() {
        Optional<String> npm = program("npm");
        assumeThat(npm).as("skipped: no npm (Debian: npm)").isPresent();
        return npm.orElseThrow();
    }

    private static Optional<String> program(String... names) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator, -1));
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Copies the players and their page into a folder {@code players} of what is served. */
    static void copyTo(Path served) throws IOException {
        List<String> files = new ArrayList<>(List.of("page.html", "scenario.js", "adapters.js"));
        Matcher script = SCRIPT.matcher(Files.readString(FOLDER.resolve("adapters.js")));
        while (script.find()) {
            files.add(script.group());
        }
        for (String file : files) {
            Path copy = served.resolve("players").resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(FOLDER.resolve(file), copy);
        }
    }

    /**
     * Has a player seek in a title, then play it to its end with switches of quality.
     *
     * @param server what serves the title and, below {@code players/}, these
     * @param player one of adapters.js
     * @param manifest its path
     * @param options for scenario.js, as JSON
     * @param screenshot PNG file to write
     * @return what play.mjs prints
     */
    JsonNode play(URI server, String player, String manifest, String options, Path screenshot)
            throws IOException, InterruptedException {
        String origin = "http://" + server.getAuthority();
        return run("play.mjs", origin, player, manifest, options, screenshot.toString());
    }

    /**
     * Has our own player play a page.
     *
     * @param name of the screenshot
     * @param options for element.mjs, as JSON
     * @return what element.mjs prints
     */
    JsonNode watch(String url, String name, String options) throws IOException, InterruptedException {
        return run("element.mjs", url, options, screenshot("rundelta-" + name));
    }

    /** Where a PNG file is to be written. */
    static String screenshot(String name) throws IOException {
        return Files.createDirectories(Path.of("target", "players"))
                .resolve(name + ".png")
                .toAbsolutePath()
                .toString();
    }

    /**
     * Runs a script of the folder.
     *
     * @param args behind the browser, which is its first
     * @return what it prints
     */
    JsonNode run(String script, String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(node, FOLDER.resolve(script).toString(), browser));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return new ObjectMapper().readTree(out);
    }
}
