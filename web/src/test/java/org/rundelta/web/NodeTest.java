package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The compiled decoder makes the pictures of the conformance vectors under Node, and refuses what is malformed. */
class NodeTest {
    private static final Path ROOT = Path.of(System.getProperty("rundelta.root"));
    private static final Path VECTORS = ROOT.resolve(Path.of("codec", "src", "test", "resources", "conformance"));
    private static final Path SCRIPT = Path.of("target", "classes", "org", "rundelta", "web", "rundelta-player.js");
    private static final Path TEST = Path.of("src", "test", "js", "conformance.mjs");

    @Test
    void decodesTheVectorsAsTheJvmDoes() throws IOException, InterruptedException {
        assumeThat(hasNode()).as("skipped: no node (Debian: nodejs)").isTrue();
        Process node = new ProcessBuilder(
                        "node", TEST.toString(), SCRIPT.toAbsolutePath().toString(), VECTORS.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(printed).isZero();
        assertThat(printed.lines())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(VECTORS.resolve("frames.txt")));
    }

    private static boolean hasNode() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "node")));
    }
}
