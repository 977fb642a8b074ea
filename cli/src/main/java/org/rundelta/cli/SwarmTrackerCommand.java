package org.rundelta.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rundelta.swarm.InfoHash;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.Tracker;
import org.rundelta.swarm.TrackerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rundelta swarm tracker}. */
@Command(
        name = "tracker",
        description = "Run a tracker, where the peers of a swarm find each other, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  rundelta swarm tracker --host 10.0.0.1 --state tracker.state"})
final class SwarmTrackerCommand implements Callable<Integer> {

    @Mixin
    private AddressOptions address = new AddressOptions(6969);

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Peers are to announce themselves again after that, from 5 to 3600; after twice that"
                    + " without, they are taken as gone (default: ${DEFAULT-VALUE}).")
    private int interval;

    @Option(
            names = "--allow",
            paramLabel = "TORRENT",
            description = "Track the torrents of these torrent files alone; several (default: any).")
    private List<Path> torrents = List.of();

    @Option(
            names = "--peers-per-address",
            paramLabel = "N",
            defaultValue = "100",
            description = "The most of one address in a torrent (default: ${DEFAULT-VALUE}).")
    private int peersPerAddress;

    @Option(names = "--state", paramLabel = "FILE", description = "Keep in it who is there, over a restart.")
    private Path state;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param announce what torrents are to name
     */
    record Report(String announce) {}

    @Override
    public Integer call() throws Exception {
        Set<InfoHash> allowed = new HashSet<>();
        for (Path torrent : torrents) {
            allowed.add(Metainfo.read(torrent).infoHash());
        }
        TrackerOptions options = new TrackerOptions(
                address.host(), address.port(), interval, peersPerAddress, allowed, Optional.ofNullable(state));
        // Who interrupts the start needs nothing cleaned up.
        try (Tracker tracker = Tracker.start(options);
                Interruption interruption = new Interruption()) {
            Report report = new Report(tracker.announceUrl().toString());
            output.report(report, report::announce);
            output.message("tracking at " + report.announce() + "; Ctrl-C ends it");
            interruption.await();
        }
        return ExitCode.DONE;
    }
}
