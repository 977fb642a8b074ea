package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a folder of its own, with a Java and a Maven that only say how they were called. */
class LauncherTest {
    private static final Instant EARLIER = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    private Path temporary;

    private Path home;
    private Path jdk;
    private Path jar;

    private record Result(int exitCode, String output) {}

    @BeforeEach
    void makeProject() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        home = Files.createDirectories(temporary.resolve("a project"));
        jdk = temporary.resolve("a jdk");
        jar = home.resolve("cli/target/rundelta.jar");
        Files.copy(Path.of(System.getProperty("rundelta.root"), "rundelta"), home.resolve("rundelta"));
        makeJdk("17.0.15");
        for (String module : List.of("codec", "packager", "player", "delivery", "web", "cli")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Files.createDirectory(home.resolve(".mvn"));
        Files.createFile(home.resolve("pom.xml"));
        script(home.resolve("mvnw"), "echo build\nmkdir -p cli/target && touch cli/target/rundelta.jar");
    }

    @Test
    void buildsOnFirstUseOnly() throws IOException, InterruptedException {
        assertThat(launch(List.of("./rundelta"), "encode", "two words").output())
                .containsSubsequence("rundelta: building", "build\n", "[-jar]", "[encode][two words]");
        assertThat(launch(List.of("./rundelta"), "encode").output())
                .doesNotContain("build")
                .contains("[" + jar.toRealPath() + "][encode]");
    }

    @Test
    void buildsAnewWhenASourceIsNewer() throws IOException, InterruptedException {
        launch(List.of("./rundelta"));
        Files.setLastModifiedTime(jar, FileTime.from(EARLIER));
        assertThat(launch(List.of("./rundelta")).output())
                .as("a jar that the build had no reason to write anew")
                .doesNotContain("build");

        Path added = Files.createFile(home.resolve("codec/src/main/Added.java"));
        Files.setLastModifiedTime(added, FileTime.from(LATER));
        assertThat(launch(List.of("./rundelta")).output()).contains("rundelta: building");
    }

    @Test
    void buildsAgainAfterAFailedBuild() throws IOException, InterruptedException {
        String mvnw = Files.readString(home.resolve("mvnw"));
        script(home.resolve("mvnw"), mvnw + "exit 1");
        assertThat(launch(List.of("./rundelta")).exitCode()).isEqualTo(ExitCode.FAILED);
        script(home.resolve("mvnw"), mvnw);
        assertThat(launch(List.of("./rundelta")).output()).contains("rundelta: building");
    }

    @Test
    void runsThroughSymbolicLinksFromAnywhere() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("../a project/rundelta"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));
        assertThat(launch(List.of("../bin/second"), "inspect").output())
                .contains("[" + jar.toAbsolutePath() + "][inspect]");
    }

    @Test
    void namesAJavaThatIsTooOld() throws IOException, InterruptedException {
        makeJdk("11.0.2");
        assertFails("version 11; install a JDK 17 or newer");
        makeJdk("1.8.0_402");
        assertFails("version 8; install a JDK 17 or newer");
    }

    @Test
    void asksJavaWithoutReleaseFile() throws IOException, InterruptedException {
        Files.delete(jdk.resolve("release"));
        script(jdk.resolve("bin/java"), "echo 'openjdk version \"9.0.4\" 2018-01-16' >&2");
        assertFails("version 9; install a JDK 17 or newer");
    }

    @Test
    void saysWhenThereIsNoJava() throws IOException, InterruptedException {
        Files.delete(jdk.resolve("bin/java"));
        assertFails("there is no bin/java; point it at a JDK 17 or newer");
        jdk = null;
        assertFails("no java found; install a JDK 17 or newer");
    }

    @Test
    void saysWhenItCannotCompile() throws IOException, InterruptedException {
        Files.delete(jdk.resolve("bin/javac"));
        assertFails("no compiler; install a JDK, not only a JRE");
    }

    @Test
    void saysWhenTheBuildFails() throws IOException, InterruptedException {
        script(home.resolve("mvnw"), "exit 1");
        Result result = launch(List.of("./rundelta"));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.output()).endsWith("rundelta: the build failed, see above\n");
    }

    private void assertFails(String message) throws IOException, InterruptedException {
        Result result = launch(List.of("./rundelta"));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.output().lines())
                .singleElement()
                .asString()
                .startsWith("rundelta: ")
                .contains(message);
    }

    private Result launch(List<String> command, String... args) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(args));
        words.add(0, "/bin/sh");
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_HOME");
        environment.put("PATH", jdk == null ? tools().toString() : "/usr/bin:/bin");
        if (jdk != null) {
            environment.put("JAVA_HOME", jdk.toString());
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** A folder for PATH with what the launcher needs, but no java. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : List.of("dirname", "basename", "readlink", "sed", "find")) {
            script(tools.resolve(tool), "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        return tools;
    }

    private void makeJdk(String version) throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"N/A\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), "printf '[%s]' \"$@\"");
        script(jdk.resolve("bin/javac"), "exit 1");
    }

    private static void script(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
