package org.rundelta.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.ladder.LadderAnalysis;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.Packager;
import org.rundelta.packager.TaskEngine;

/** One master and two workers in processes of their own. */
@Tag("nightly")
class StandaloneClusterTest {
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
        Path other = jarOfVersion("9.9.9");
        String path = other + File.pathSeparator + System.getProperty("java.class.path");
        assertThat(failureWith(Map.of("spark.executor.extraClassPath", path)))
                .startsWith("worker 127.0.0.1: Rundelta is version 9.9.9 there, and ")
                .endsWith("install the same version on all machines");
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

    /** The packager's classes in a jar that says so. */
    private Path jarOfVersion(String version) throws Exception {
        Path classes = Path.of(Packager.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        Path jar = folder.resolve("other.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
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
