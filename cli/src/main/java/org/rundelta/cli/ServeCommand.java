package org.rundelta.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.rundelta.edge.EdgeOptions;
import org.rundelta.edge.EdgeServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rundelta serve}. */
@Command(
        name = "serve",
        description =
                "Serve the titles below a folder over HTTP, to this machine unless --host says otherwise, until Ctrl-C."
                        + " docs/serve.md says what for, and what it does.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta serve titles",
            "  rundelta serve titles --host 0.0.0.0 --port 80 --access-log access.log"
        })
final class ServeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder: of a title, or with titles below it.")
    private Path folder;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen at; 0.0.0.0 is all of them (default: ${DEFAULT-VALUE}).")
    private InetAddress host;

    @Option(
            names = "--port",
            defaultValue = "8000",
            description = "The port to listen at; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "4096",
            description = "The most that are open at once (default: ${DEFAULT-VALUE}).")
    private int maxConnections;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "Append a line for each request, as web servers do; - is standard error.")
    private Path accessLog;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param url where the index is
     */
    record Report(String url) {}

    @Override
    public Integer call() throws Exception {
        // Who interrupts the start needs nothing cleaned up.
        try (Writer log = log();
                EdgeServer edge = EdgeServer.start(new EdgeOptions(
                        folder, host, port, maxConnections, PlayerFiles.all(), Optional.ofNullable(log)));
                Interruption interruption = new Interruption()) {
            Report report = new Report(edge.uri().toString());
            output.report(report, report::url);
            output.message("serving " + folder + " at " + report.url() + "; Ctrl-C ends it");
            interruption.check();
            new CountDownLatch(1).await();
        }
        return ExitCode.DONE;
    }

    private Writer log() throws IOException {
        if (accessLog == null) {
            return null;
        }
        return accessLog.toString().equals("-")
                ? new OutputStreamWriter(System.err, StandardCharsets.UTF_8)
                : Files.newBufferedWriter(accessLog, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
