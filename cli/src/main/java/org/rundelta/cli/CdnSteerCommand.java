package org.rundelta.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rundelta.steering.ConfigFile;
import org.rundelta.steering.SteeringConfig;
import org.rundelta.steering.SteeringOptions;
import org.rundelta.steering.SteeringServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rundelta cdn steer}. */
@Command(
        name = "steer",
        description =
                "Tell players which edge to use (content steering of DASH and HLS), until Ctrl-C: by the network that"
                        + " they are in, by which edges are up and have the title, and by what they get."
                        + " docs/steering.md describes the configuration, and how a manifest names the server.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta cdn steer steer.yaml",
            "  rundelta cdn steer steer.yaml --host 0.0.0.0 --port 80 --state steer.json"
        })
final class CdnSteerCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONFIG", description = "The configuration, in YAML or JSON: edges, titles, networks.")
    private Path config;

    @Mixin
    private AddressOptions address = new AddressOptions(8080);

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "The port for operators, at 127.0.0.1 alone; 0 takes one that is free (default:"
                    + " ${DEFAULT-VALUE}).")
    private int adminPort;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Keep in this file which edges are drained, for the next start.")
    private Path state;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param url where players ask; behind it comes the id of a title
     * @param admin where operators ask
     */
    record Report(String url, String admin) {}

    @Override
    public Integer call() throws Exception {
        SteeringConfig steering = ConfigFile.read(config);
        SteeringOptions options = new SteeringOptions(
                address.host(), address.port(), adminPort, Optional.ofNullable(state), output::message);
        // Who interrupts the start needs nothing cleaned up.
        try (SteeringServer server = SteeringServer.start(steering, options);
                Interruption interruption = new Interruption()) {
            Report report =
                    new Report(server.uri().toString(), server.adminUri().toString());
            output.report(report, report::url);
            output.message("steering at " + report.url() + ", for operators at " + report.admin() + "; Ctrl-C ends it");
            interruption.await();
        }
        return ExitCode.DONE;
    }
}
