package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md names modules, packages and types in its first table; all of them have to exist. */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of(System.getProperty("rundelta.root"));
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void everyModulePackageAndTypeExists() throws IOException {
        Set<String> known = knownNames();
        for (String row : rowsOfTheFirstTable()) {
            List<String> names = NAME.matcher(row)
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.replace("`", ""))
                    .toList();
            assertThat(names)
                    .as(row)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(known).contains(name));
        }
    }

    private static List<String> rowsOfTheFirstTable() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs").resolve("architecture.md")).stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
        assertThat(rows).as("the rows of the first table").isNotEmpty();
        return rows;
    }

    /** Module folders, packages without {@code org.rundelta.}, and the simple names of top-level types. */
    private static Set<String> knownNames() throws IOException {
        Stream<JavaClass> types = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.rundelta").stream();
        Stream<String> names = types.flatMap(
                type -> Stream.of(type.getSimpleName(), type.getPackageName().replace("org.rundelta.", "")));
        try (Stream<Path> folders = Files.list(ROOT)) {
            Stream<String> modules = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString());
            return Stream.concat(names, modules).collect(Collectors.toSet());
        }
    }
}
