package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The compiled decoder makes the pictures of the conformance vectors under Node, and refuses what is malformed. */
class NodeTest {
    private static final Path ROOT = Path.of(System.getProperty("rundelta.root"));
    private static final Path VECTORS = ROOT.resolve(Path.of("codec", "src", "test", "resources", "conformance"));

    @Test
    void decodesTheVectorsAsTheJvmDoes() throws IOException, InterruptedException {
        assertThat(Node.run("conformance.mjs", VECTORS))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(VECTORS.resolve("frames.txt")));
    }
}
