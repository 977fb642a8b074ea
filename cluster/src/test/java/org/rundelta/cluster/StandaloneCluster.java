package org.rundelta.cluster;

import java.io.File;
import java.io.IOException;
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
import org.rundelta.packager.TaskEngine;

/** A master of Spark and workers on loopback, each a process of its own, started from the class path of the tests. */
final class StandaloneCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final long PATIENCE_MS = 60_000;

    private final Path folder;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    private StandaloneCluster(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        Path jars = Files.createDirectories(folder.resolve("spark/jars"));
        int count = 0;
        for (String entry :
                Pattern.compile(File.pathSeparator).splitAsStream(CLASS_PATH).toList()) {
            if (entry.endsWith(".jar") && !entry.contains("rundelta")) {
                Files.createSymbolicLink(jars.resolve(count++ + ".jar"), Path.of(entry));
            }
        }
        master = start(List.of(), "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
    }

    /** A master; it has no workers yet. */
    static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        StandaloneCluster cluster = new StandaloneCluster(folder, port);
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

    String url() {
        return "spark://" + HOST + ":" + port;
    }

    /**
     * Starts a worker that does one job at a time.
     *
     * @param before the command that runs it, if it is not run as it is
     */
    void addWorker(String... before) throws IOException {
        workers.add(start(
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

    private Process start(List<String> before, String type, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                CLASS_PATH,
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
        builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", HOST);
        return builder.start();
    }

    /** Kills a worker and what it runs, so that none can say goodbye. */
    void kill(int worker) {
        ProcessHandle process = workers.get(worker).toHandle();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** An engine on this cluster, whose workers have the classes of the tests. */
    TaskEngine open(Consumer<String> messages, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "spark.ui.enabled", "false",
                "spark.driver.host", HOST,
                "spark.executor.memory", "700m",
                "spark.executor.extraClassPath", CLASS_PATH,
                "spark.executor.extraJavaOptions", "-XX:+UseSerialGC"));
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
    }
}
