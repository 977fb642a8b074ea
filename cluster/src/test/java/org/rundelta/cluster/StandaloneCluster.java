package org.rundelta.cluster;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rundelta.packager.TaskEngine;

/** A master of Spark and workers on loopback, each a process of its own, started from the class path of the tests. */
final class StandaloneCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Path OLDER = Path.of(System.getProperty("rundelta.root"), "cluster/target/judges/spark");
    private static final long PATIENCE_MS = 60_000;

    private final Path folder;
    private final Spark spark;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    /** An installed Spark: the jars of the tests that are not this project's, of which Spark's own may be older. */
    record Spark(Path home, String classPath) {
        /** The version that the tests are compiled with. */
        static Spark own(Path folder) throws IOException {
            return install(folder, jars().toList());
        }

        /** The version before. */
        static Spark older(Path folder) throws IOException {
            assumeThat(OLDER).as("skipped: run by the profile nightly").exists();
            List<Path> jars = new ArrayList<>();
            try (Stream<Path> files = Files.list(OLDER)) {
                files.forEach(jars::add);
            }
            jars().filter(jar -> !jar.toString().contains("org/apache/spark/")).forEach(jars::add);
            return install(folder, jars);
        }

        /** What a worker starts, where the worker itself is of another version. */
        Spark startedBy(Spark other) {
            return new Spark(home, other.classPath);
        }

        private static Stream<Path> jars() {
            return Pattern.compile(File.pathSeparator)
                    .splitAsStream(CLASS_PATH)
                    .filter(entry -> entry.endsWith(".jar") && !entry.contains("rundelta"))
                    .map(Path::of);
        }

        private static Spark install(Path folder, List<Path> jars) throws IOException {
            Path home = Files.createTempDirectory(folder, "spark");
            Path links = Files.createDirectory(home.resolve("jars"));
            for (int i = 0; i < jars.size(); i++) {
                Files.createSymbolicLink(links.resolve(i + ".jar"), jars.get(i).toAbsolutePath());
            }
            return new Spark(home, links + "/*");
        }
    }

    private StandaloneCluster(Path folder, int port, Spark spark) throws IOException {
        this.folder = folder;
        this.spark = spark;
        this.port = port;
        master = start(spark, List.of(), "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
    }

    /** A master; it has no workers yet. */
    static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
        return start(folder, Spark.own(folder));
    }

    static StandaloneCluster start(Path folder, Spark spark) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        StandaloneCluster cluster = new StandaloneCluster(folder, port, spark);
        cluster.awaitMaster();
        return cluster;
    }

    private void awaitMaster() throws InterruptedException {
        for (long waited = 0; waited < PATIENCE_MS && master.isAlive(); waited += 100) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("no master");
    }

    /** The master's. */
    Spark spark() {
        return spark;
    }

    String url() {
        return "spark://" + HOST + ":" + port;
    }

    /**
     * Starts a worker that does one job at a time, of the master's version.
     *
     * @param before the command that runs it, if it is not run as it is
     */
    void addWorker(String... before) throws IOException {
        addWorker(spark, before);
    }

    void addWorker(Spark spark, String... before) throws IOException {
        workers.add(start(
                spark,
                List.of(before),
                "org.apache.spark.deploy.worker.Worker",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve("work" + workers.size()).toString(),
                url()));
    }

    private Process start(Spark spark, List<String> before, String type, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Program.JAVA.toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                spark.classPath(),
                type,
                "--host",
                HOST,
                "--webui-port",
                "0"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve(type.substring(type.lastIndexOf('.') + 1) + workers.size())
                        .toFile());
        builder.environment().put("SPARK_HOME", spark.home().toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", HOST);
        return builder.start();
    }

    /** Kills a worker and what it runs, so that none can say goodbye. */
    void kill(int worker) {
        all(worker).forEach(ProcessHandle::destroyForcibly);
    }

    /** Has a worker, and what it runs, stand still, or go on. */
    void pause(int worker, boolean wanted) throws IOException, InterruptedException {
        Program.signal(wanted ? "STOP" : "CONT", all(worker));
    }

    private List<ProcessHandle> all(int worker) {
        ProcessHandle process = workers.get(worker).toHandle();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process);
        return all;
    }

    /** Settings for an application whose workers have the classes of the tests. */
    Map<String, String> settings() {
        return Map.of(
                "spark.ui.enabled", "false",
                "spark.driver.host", HOST,
                "spark.executor.memory", "700m",
                "spark.executor.extraClassPath", CLASS_PATH,
                "spark.executor.extraJavaOptions", "-XX:+UseSerialGC");
    }

    /** An engine on this cluster. */
    TaskEngine open(Consumer<String> messages, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> settings = new TreeMap<>(settings());
        settings.putAll(more);
        return new SparkEngineProvider().open(url(), settings, messages);
    }

    @Override
    public void close() {
        for (int i = 0; i < workers.size(); i++) {
            kill(i);
        }
        workers.forEach(worker -> worker.onExit().join());
        master.destroyForcibly().onExit().join();
        deleteLinks();
    }

    /** JUnit would warn of each that leads out of its folder. */
    private void deleteLinks() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
