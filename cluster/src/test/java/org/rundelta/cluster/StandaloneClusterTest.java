package org.rundelta.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.ladder.LadderAnalysis;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.Packager;
import org.rundelta.packager.TaskEngine;

/** One master and two workers in processes of their own. */
@Tag("nightly")
class StandaloneClusterTest {
    private static final Path RUNDELTA = Path.of(System.getProperty("rundelta.root"), "cli/target/rundelta.jar");
    private static final Path LIBRARY = RUNDELTA.resolveSibling("lib");

    @TempDir
    private Path folder;

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private Path cluster;

    @BeforeEach
    void makeFolder() throws IOException {
        cluster = Files.createDirectory(folder.resolve("cluster"));
    }

    @Test
    void aKilledWorkerCostsNothingButTime() throws Exception {
        Path here = Titles.encode(folder.resolve("here"), Titles.LADDER, null, PackageListener.NONE);
        try (StandaloneCluster two = StandaloneCluster.start(cluster)) {
            two.addWorker();
            two.addWorker();
            try (TaskEngine engine = two.open(messages::add, Map.of())) {
                Path there = Titles.encode(folder.resolve("there"), Titles.LADDER, engine, after(3, () -> two.kill(0)));
                Titles.assertSame(here, there);
            }
        }
        assertThat(messages).anySatisfy(message -> assertThat(message).startsWith("worker 127.0.0.1 is lost"));
    }

    /** It stands still, which nobody is told, and goes on when its job is done elsewhere, or when the title is there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWorkerThatStandsStillIsOvertaken(boolean goesOnBeforeTheEnd) throws Exception {
        Path here = Titles.encode(folder.resolve("here"), Titles.ENCODED_ONCE, null, PackageListener.NONE);
        Path there = folder.resolve("there");
        try (StandaloneCluster two = StandaloneCluster.start(cluster)) {
            two.addWorker();
            two.addWorker();
            Consumer<String> told = message -> {
                messages.add(message);
                if (goesOnBeforeTheEnd && message.contains("is slow where it is")) {
                    pause(two, false);
                }
            };
            try (TaskEngine engine = two.open(told, Map.of())) {
                Titles.encode(there, Titles.ENCODED_ONCE, engine, after(2, () -> pause(two, true)));
                pause(two, false);
            }
        }
        Titles.assertSame(here, there);
        assertThat(messages)
                .anySatisfy(message ->
                        assertThat(message).matches("job \\d+ is slow where it is; it is begun elsewhere, too"));
        if (goesOnBeforeTheEnd) { // else Spark may take it for lost, if the title takes longer than a minute
            assertThat(messages).noneMatch(message -> message.contains("is lost"));
        }
    }

    private static void pause(StandaloneCluster two, boolean wanted) {
        try {
            two.pause(0, wanted);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void laddersAreFoundAlike() throws Exception {
        LadderProposal here = analyse(null);
        try (StandaloneCluster two = StandaloneCluster.start(cluster)) {
            two.addWorker();
            two.addWorker();
            try (TaskEngine engine = two.open(messages::add, Map.of())) {
                assertThat(analyse(engine)).isEqualTo(here);
            }
        }
    }

    private static LadderProposal analyse(TaskEngine engine) throws Exception {
        return LadderAnalysis.run(Titles.input(Titles.SAMPLE), Duration.ofSeconds(2), engine, 2, PackageListener.NONE);
    }

    @Test
    void aWorkerWithoutTheSourceIsNamed() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path source = Files.copy(Titles.SAMPLE, own.resolve("film.mkv"));
        assertFails(own, source, folder.resolve("title"))
                .isEqualTo("worker 127.0.0.1: " + source + ": no such file; check the path");
    }

    @Test
    void aWorkerWithoutTheOutputIsNamed() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path output = own.resolve("title");
        assertFails(own, Titles.SAMPLE, output)
                .startsWith("worker 127.0.0.1: " + output + "/.rundelta-partial/")
                .endsWith("no such folder; the output must be where all workers see it under this name");
        assertThat(output).doesNotExist();
    }

    /** Packages with workers that have an empty folder {@code own} where others see what is in it. */
    private AbstractStringAssert<?> assertFails(Path own, Path source, Path output) throws Exception {
        String[] apart = {"unshare", "--mount", "sh", "-c", "mount -t tmpfs none '" + own + "' && exec \"$@\"", "sh"};
        assumeThat(canUnshare())
                .as("skipped: only root can give a worker other folders")
                .isTrue();
        try (StandaloneCluster one = StandaloneCluster.start(cluster)) {
            one.addWorker(apart);
            try (TaskEngine engine = one.open(messages::add, Map.of())) {
                Throwable failure = catchThrowable(() ->
                        Titles.encode(Titles.input(source), output, Ladder.LOSSLESS, engine, PackageListener.NONE));
                assertThat(failure).isInstanceOf(IOException.class);
                return assertThat(failure.getMessage());
            }
        }
    }

    private static boolean canUnshare() throws Exception {
        try {
            return new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aWorkerWithoutRundeltaIsNamed() throws Exception {
        assertThat(failureWith(Map.of("spark.executor.extraClassPath", "/nowhere")))
                .startsWith("worker 127.0.0.1 has no Rundelta, or another version of it")
                .endsWith("give Spark this one's jars, as docs/cluster.md says");
    }

    @Test
    void aWorkerWithAnotherRundeltaIsNamed() throws Exception {
        Path other = jarOf(Packager.class, "other.jar", Map.of(Attributes.Name.IMPLEMENTATION_VERSION, "9.9.9"));
        String path = other + File.pathSeparator + System.getProperty("java.class.path");
        assertThat(failureWith(Map.of("spark.executor.extraClassPath", path)))
                .startsWith("worker 127.0.0.1: Rundelta is version 9.9.9 there, and ")
                .endsWith("install the same version on all machines");
    }

    /** It leaves its master at once. */
    @Test
    void aWorkerOfAnotherSparkIsNone() throws Exception {
        try (StandaloneCluster one = StandaloneCluster.start(cluster)) {
            one.addWorker(StandaloneCluster.Spark.older(cluster));
            assertThat(whatIsWaitedFor(one))
                    .matches(one.url() + ": it has no workers; start some, of Spark 4\\.\\d; waiting");
        }
    }

    /** What it starts waits long for answers that it does not understand. */
    @Test
    void aWorkerThatStartsAnotherSparkIsNamed() throws Exception {
        try (StandaloneCluster one = StandaloneCluster.start(cluster)) {
            one.addWorker(StandaloneCluster.Spark.older(cluster).startedBy(one.spark()));
            assertThat(whatIsWaitedFor(one))
                    .matches(one.url() + ": no worker of it \\(127.0.0.1\\) has taken a job yet; they may be busy, or"
                            + " start another Spark than 4\\.\\d; waiting");
        }
    }

    /** What a command says that waits for workers, until it is interrupted. */
    private String whatIsWaitedFor(StandaloneCluster one) throws Exception {
        Thread test = Thread.currentThread();
        Consumer<String> told = message -> {
            messages.add(message);
            test.interrupt();
        };
        try (TaskEngine engine = one.open(told, Map.of("spark.executor.extraClassPath", "/nowhere"))) {
            assertThatThrownBy(
                            () -> Titles.encode(folder.resolve("title"), Ladder.LOSSLESS, engine, PackageListener.NONE))
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    @Test
    void aMasterOfAnotherSparkIsNamed() throws Exception {
        StandaloneCluster.Spark older = StandaloneCluster.Spark.older(cluster);
        try (StandaloneCluster one = StandaloneCluster.start(cluster, older)) {
            one.addWorker();
            assertThatThrownBy(() -> one.open(messages::add, Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching(one.url() + ": what answers there takes no application; is it a master of Spark"
                            + " [0-9.]+, and not of another version\\?");
        }
    }

    @Test
    void sparkSubmitStartsItAsDocumented() throws Exception {
        assumeThat(LIBRARY).as("skipped: not packaged yet").isDirectory();
        Path here = Titles.encode(folder.resolve("here"), Ladder.LOSSLESS, null, PackageListener.NONE);
        List<Path> jars = new ArrayList<>(List.of(RUNDELTA));
        try (Stream<Path> files = Files.list(LIBRARY)) {
            files.forEach(jars::add);
        }
        Path there = folder.resolve("there");
        try (StandaloneCluster two = StandaloneCluster.start(cluster)) {
            two.addWorker();
            two.addWorker();
            List<Object> command = new ArrayList<>(
                    List.of(Program.JAVA, "-cp", two.spark().classPath(), "org.apache.spark.deploy.SparkSubmit"));
            command.addAll(List.of("--master", two.url(), "--class", "org.rundelta.cli.Rundelta", "--jars"));
            command.add(jars.stream().map(Path::toString).collect(Collectors.joining(",")));
            command.addAll(List.of("--conf", "spark.driver.userClassPathFirst=true"));
            command.addAll(List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"));
            command.addAll(List.of("--conf", "spark.executor.memory=700m"));
            command.addAll(List.of(jarOf(SparkEngineProvider.class, "cluster.jar", Map.of()), "package"));
            command.addAll(List.of(Titles.SAMPLE, "-o", there, "--segment", "0.5", "--effort", "fast"));
            command.addAll(List.of("--ladder", "lossless", "--engine", "spark", "--json"));
            try (Program program = Program.start(folder, command)) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                assertThat(program.err()).isEmpty();
                assertThat(program.out().lines()).singleElement().asString().startsWith("{\"manifest\":");
            }
        }
        Titles.assertSame(here, there);
    }

    private String failureWith(Map<String, String> settings) throws Exception {
        try (StandaloneCluster one = StandaloneCluster.start(cluster)) {
            one.addWorker();
            try (TaskEngine engine = one.open(messages::add, settings)) {
                return catchThrowable(() ->
                                Titles.encode(folder.resolve("title"), Ladder.LOSSLESS, engine, PackageListener.NONE))
                        .getMessage();
            }
        }
    }

    /** A module's classes and resources in a jar. */
    private Path jarOf(Class<?> type, String name, Map<Attributes.Name, String> attributes) throws Exception {
        Path classes =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(manifest.getMainAttributes()::put);
        Path jar = folder.resolve(name);
        // in a build that packages, a module is on the class path as a jar already
        try (FileSystem packed = Files.isDirectory(classes) ? null : FileSystems.newFileSystem(classes)) {
            Path root = packed == null ? classes : packed.getPath("/");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                    Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.endsWith(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                        Files.copy(file, out);
                    }
                }
            }
        }
        return jar;
    }

    @Test
    void whatIsNoMasterIsGivenUp() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "spark://127.0.0.1:" + mute.getLocalPort();
            assertThatThrownBy(() -> new SparkEngineProvider()
                            .open(
                                    url,
                                    Map.of("spark.ui.enabled", "false", "spark.driver.host", "127.0.0.1"),
                                    messages::add))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(url + ": what answers there takes no application");
        }
    }

    private static PackageListener after(int segments, Runnable what) {
        AtomicInteger left = new AtomicInteger(segments);
        return new PackageListener() {
            @Override
            public void started(long count) {}

            @Override
            public void segmentDone() {
                if (left.decrementAndGet() == 0) {
                    what.run();
                }
            }
        };
    }
}
