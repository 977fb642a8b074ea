package org.rundelta.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rundelta swarm seed}. */
@Command(
        name = "seed",
        description = "Send a torrent's files, which are checked first, to whoever asks for them, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  rundelta swarm seed title.torrent titles --host 10.0.0.1 --port 6881 --super-seed"
        })
final class SwarmSeedCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TORRENT", description = "The torrent file.")
    private Path torrent;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder that the torrent's file or folder lies in.")
    private Path folder;

    @Option(names = "--super-seed", description = "Send every piece once before any is sent again.")
    private boolean superSeed;

    @Mixin
    private SwarmPeerOptions peer;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param address where peers reach it
     */
    record Report(String infoHash, String address) {}

    @Override
    public Integer call() throws Exception {
        Metainfo metainfo = Metainfo.read(torrent);
        try (Interruption interruption = new Interruption();
                SwarmProgress progress = new SwarmProgress(output, metainfo.length());
                Peer seed = Peer.seed(metainfo, folder, peer.options(false, superSeed), progress)) {
            Report report = new Report(metainfo.infoHash().hex(), SwarmProgress.text(seed.address()));
            output.report(report, report::address);
            output.message("seeding " + metainfo.name() + " at " + report.address() + "; Ctrl-C ends it");
            interruption.check();
            seed.awaitEnd();
        }
        return ExitCode.DONE;
    }
}
