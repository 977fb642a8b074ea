package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs scripts of src/test/js under Node; without Node the test is skipped. */
final class Node {
    private static final Path SCRIPT = Path.of("target", "classes", "org", "rundelta", "web", "rundelta-player.js");
    private static final Path TESTS = Path.of("src", "test", "js");

    private Node() {}

    /**
     * Runs one.
     *
     * @param argument behind the path of the player's script, which is its first
     * @return the lines that it prints
     */
    static List<String> run(String name, Path argument) throws IOException, InterruptedException {
        assumeThat(isThere()).as("skipped: no node (Debian: nodejs)").isTrue();
        Process node = new ProcessBuilder(
                        "node",
                        TESTS.resolve(name).toString(),
                        SCRIPT.toAbsolutePath().toString(),
                        argument.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }

    private static boolean isThere() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "node")));
    }
}
