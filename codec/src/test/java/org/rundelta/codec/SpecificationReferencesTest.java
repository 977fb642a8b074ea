package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comments that name a section of docs/bitstream.md name one that exists. */
class SpecificationReferencesTest {
    private static final Path ROOT = Path.of(System.getProperty("rundelta.root"));
    private static final Pattern REFERENCE = Pattern.compile("docs/bitstream\\.md,[\\s*]+\"([^\"]+)\"");

    @Test
    void sectionsExist() throws IOException {
        List<String> named = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve(Path.of("codec", "src", "main")))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                REFERENCE
                        .matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(named::add);
            }
        }
        List<String> lines = Files.readAllLines(ROOT.resolve(Path.of("docs", "bitstream.md")));
        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(section -> assertThat(lines).contains("## " + section));
    }
}
