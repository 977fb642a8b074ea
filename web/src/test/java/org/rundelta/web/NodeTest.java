package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiled decoder makes the pictures of the conformance vectors under Node, and refuses what is malformed. */
class NodeTest {
    private static final Path ROOT = Path.of(System.getProperty("rundelta.root"));
    private static final Path VECTORS = ROOT.resolve(Path.of("codec", "src", "test", "resources", "conformance"));

    @Test
    void decodesTheVectorsAsTheJvmDoes() throws IOException, InterruptedException {
        List<String> frames = Files.readAllLines(VECTORS.resolve("frames.txt"));
        List<String> twice = Stream.concat(frames.stream(), frames.stream()).toList();
        assertThat(Node.run("conformance.mjs", VECTORS)).containsExactlyInAnyOrderElementsOf(twice);
    }
}
