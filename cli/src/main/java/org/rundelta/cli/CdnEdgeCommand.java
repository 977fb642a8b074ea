package org.rundelta.cli;

import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.rundelta.cache.CacheOptions;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.Eviction;
import org.rundelta.cache.Fills;
import org.rundelta.edge.EdgeAdmin;
import org.rundelta.edge.EdgeServer;
import org.rundelta.edge.EdgeSwarms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rundelta cdn edge}. */
@Command(
        name = "edge",
        description =
                "Serve what an origin has, keeping what is asked for in a folder, until Ctrl-C. docs/edge.md says what"
                        + " is kept, for how long, and what happens when something fails.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta cdn edge --cache /srv/cache --max-size 500G --origin https://origin.example/titles/",
            "  rundelta cdn edge --cache cache --origin http://10.0.0.1/ --parent http://10.0.0.2/"
        })
final class CdnEdgeCommand implements Callable<Integer> {

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            required = true,
            description = "The folder to keep files in, for this edge alone; made if it is not there.")
    private Path cache;

    @Option(
            names = "--max-size",
            paramLabel = "BYTES",
            defaultValue = "10G",
            converter = BytesConverter.class,
            description = "Keep at most so much, as 500M, 10G or 1.5T (default: ${DEFAULT-VALUE}).")
    private long maxSize;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            required = true,
            description = "The server that has everything; paths begin in this folder of it.")
    private URI origin;

    @Option(
            names = "--parent",
            paramLabel = "URL",
            description = "An edge to ask before the origin; several are asked in this order.")
    private List<URI> parents = List.of();

    @Option(
            names = "--eviction",
            paramLabel = "POLICY",
            defaultValue = "tinylfu",
            description =
                    "What goes when room is needed: what was not asked for the longest (lru), or what is asked for less"
                            + " often than what it makes room for (tinylfu; default).")
    private Eviction eviction;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "9100",
            description =
                    "The port on this machine's own address for health, metrics, contents and fills; 0 takes one that"
                            + " is free (default: ${DEFAULT-VALUE}).")
    private int adminPort;

    @Option(
            names = "--keep-unfinished",
            paramLabel = "DAYS",
            defaultValue = "7",
            converter = DaysConverter.class,
            description = "Delete what came in by a swarm, and is not whole, when nobody ordered it for so long"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration keepUnfinished;

    @Mixin
    private ListeningOptions listening;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param url where its files are
     * @param admin where operators watch it and give it orders
     */
    record Report(String url, String admin) {}

    @Override
    public Integer call() throws Exception {
        CacheOptions options = new CacheOptions(cache, maxSize, eviction, parents, origin, output::message);
        try (Writer log = listening.log();
                EdgeCache held = EdgeCache.open(options);
                EdgeServer edge = EdgeServer.start(listening.listening(log), held);
                Fills fills = new Fills(held);
                EdgeSwarms swarms = new EdgeSwarms(held, listening.host(), keepUnfinished, output::message);
                EdgeAdmin admin = EdgeAdmin.start(held, fills, swarms, edge, adminPort);
                Interruption interruption = new Interruption()) {
            Report report = new Report(edge.uri().toString(), admin.uri().toString());
            output.report(report, report::url);
            output.message("serving what " + origin + " has at " + report.url() + "; operators: " + report.admin()
                    + "; Ctrl-C ends it");
            interruption.await();
        }
        return ExitCode.DONE;
    }
}
