package org.rundelta.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rundelta.edge.EdgeOptions;
import org.rundelta.edge.EdgeServer;
import org.rundelta.edge.Listening;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private ListeningOptions listening;

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
        try (Writer log = listening.log();
                EdgeServer edge = EdgeServer.start(options(listening.listening(log)));
                Interruption interruption = new Interruption()) {
            Report report = new Report(edge.uri().toString());
            output.report(report, report::url);
            output.message("serving " + folder + " at " + report.url() + "; Ctrl-C ends it");
            interruption.await();
        }
        return ExitCode.DONE;
    }

    private EdgeOptions options(Listening where) throws IOException {
        return new EdgeOptions(
                folder, where.address(), where.port(), where.maxConnections(), PlayerFiles.all(), where.accessLog());
    }
}
