package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/packagers.md says what Rundelta can, and names the test of each thing; all of them have to exist. */
class PackagersPageTest {
    private static final Path PAGE = Path.of(System.getProperty("rundelta.root"), "docs", "packagers.md");
    private static final Pattern TEST = Pattern.compile("\\[(\\w+)\\.(\\w+)\\]\\(([^)]+)\\)");

    @Test
    void everyTestThatItNamesExists() throws IOException {
        for (MatchResult test : TEST.matcher(Files.readString(PAGE)).results().toList()) {
            Path source = PAGE.resolveSibling(test.group(3)).normalize();
            assertThat(source).as(test.group()).hasFileName(test.group(1) + ".java");
            assertThat(source).as(test.group()).content().contains("\n    void " + test.group(2) + "(");
        }
    }

    @Test
    void everyRowNamesATest() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| |") && !line.startsWith("| ---"))
                .filter(line -> !line.matches(".*\\| shown [^|]*\\|"))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(40)
                .allMatch(row -> TEST.matcher(row).find());
    }
}
