package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.Peer;
import org.rundelta.swarm.PeerReport;
import org.rundelta.swarm.UnfinishedFetches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rundelta swarm fetch}. */
@Command(
        name = "fetch",
        description =
                "Fetch a torrent's files from a swarm, and pass on what has come. A file appears when it is whole,"
                        + " manifests when everything is; a fetch that was interrupted is continued by doing it again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  rundelta swarm fetch title.torrent -o titles --host 10.0.0.2 --stay"})
final class SwarmFetchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TORRENT", description = "The torrent file.")
    private Path torrent;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder in which the torrent's file or folder is to be.")
    private Path folder;

    @Option(names = "--in-order", description = "Fetch pieces in the order of their files, to watch meanwhile.")
    private boolean inOrder;

    @Option(names = "--stay", description = "Go on sending when everything is there, until Ctrl-C.")
    private boolean stays;

    @Option(
            names = "--keep-unfinished",
            paramLabel = "DAYS",
            defaultValue = "7",
            converter = DaysConverter.class,
            description = "Delete what other fetches left half-way in DIR, when nobody went on with it for so long"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration keepUnfinished;

    @Mixin
    private SwarmPeerOptions peer;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param bytes of all files
     * @param received bytes of pieces that came in
     * @param sent bytes of pieces that went out meanwhile
     * @param seconds from the first look at what was there
     * @param banned addresses that sent what was wrong
     */
    record Report(String infoHash, String name, long bytes, long received, long sent, double seconds, int banned) {}

    @Override
    public Integer call() throws Exception {
        Metainfo metainfo = Metainfo.read(torrent);
        clearUnfinished(metainfo);
        long began = System.nanoTime();
        try (Interruption interruption = new Interruption();
                OutputFolder made = OutputFolder.make(folder);
                SwarmProgress progress = new SwarmProgress(output, metainfo.length());
                Peer fetching = Peer.start(metainfo, made.path(), peer.options(inOrder, false), progress)) {
            output.message("fetching " + metainfo.name() + " at " + SwarmProgress.text(fetching.address()));
            fetching.awaitComplete();
            double seconds = (System.nanoTime() - began) / 1e9;
            report(metainfo, fetching.report(), seconds);
            interruption.check();
            if (stays) {
                fetching.awaitEnd();
            }
        }
        return ExitCode.DONE;
    }

    private void clearUnfinished(Metainfo metainfo) throws IOException {
        Instant since = Instant.now().minus(keepUnfinished);
        UnfinishedFetches.clear(folder, since, Set.of(metainfo.infoHash()))
                .forEach(deleted -> output.message(deleted + ": deleted, as nobody went on with it"));
    }

    private void report(Metainfo metainfo, PeerReport done, double seconds) throws Exception {
        Report report = new Report(
                metainfo.infoHash().hex(),
                metainfo.name(),
                metainfo.length(),
                done.received(),
                done.sent(),
                seconds,
                done.banned());
        output.report(
                report,
                () -> String.format(
                        Locale.ROOT,
                        "%s: %,d bytes, received %,d, sent %,d, in %.2f s",
                        report.name(),
                        report.bytes(),
                        report.received(),
                        report.sent(),
                        report.seconds()));
    }
}
