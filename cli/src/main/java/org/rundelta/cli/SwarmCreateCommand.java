package org.rundelta.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.TorrentMaker;
import org.rundelta.swarm.TorrentOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rundelta swarm create}. */
@Command(
        name = "create",
        description = "Make the torrent file of a title, or of any file or folder; hidden files are left out."
                + " The same content and options give the same torrent.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  rundelta swarm create title -o title.torrent --tracker http://10.0.0.1:6969/announce"
        })
final class SwarmCreateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SOURCE", description = "The folder, or file.")
    private Path source;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "The torrent file to write.")
    private Path target;

    @Option(
            names = "--tracker",
            paramLabel = "URL",
            description = "Where peers find each other; several, best first, for when one is down.")
    private List<URI> trackers = List.of();

    @Option(
            names = "--web-seed",
            paramLabel = "URL",
            description = "An HTTP server that has SOURCE under its name below this URL, which ends in /; several.")
    private List<URI> webSeeds = List.of();

    @Option(
            names = "--piece-length",
            paramLabel = "KIB",
            description = "Length of a piece in KiB, a power of two from 16 to 65536 (default: the smallest from 64 on"
                    + " that makes at most 2000 pieces).")
    private Integer pieceKib;

    @Option(
            names = "--hybrid",
            description = "For peers of version 2 (BEP 52), too: files begin at pieces, and have hash trees.")
    private boolean isHybrid;

    @Option(names = "--private", description = "Peers may be had from the trackers alone.")
    private boolean isPrivate;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param infoHash2 to peers of version 2; null if it is not for these
     * @param files those that only fill pieces left out
     * @param bytes of all files, these with them
     * @param pieceBytes of each piece but the last
     */
    record Report(
            String torrent,
            String infoHash,
            String infoHash2,
            String name,
            int files,
            long bytes,
            int pieces,
            int pieceBytes) {}

    @Override
    public Integer call() throws Exception {
        TorrentOptions plain = new TorrentOptions(
                Optional.ofNullable(pieceKib).map(kib -> (int) Math.min(kib * 1024L, Integer.MAX_VALUE)),
                isPrivate,
                trackers,
                webSeeds);
        TorrentOptions options = isHybrid ? plain.hybrid() : plain;
        try (Interruption interruption = new Interruption();
                PartialFile file = PartialFile.of(target);
                Progress progress = output.byteProgress("hash", size())) {
            Files.write(file.path(), TorrentMaker.make(source, options, progress::step));
            interruption.check();
            Metainfo metainfo = Metainfo.read(file.path());
            file.complete();
            report(metainfo);
        }
        return ExitCode.DONE;
    }

    private long size() throws IOException {
        return Files.isDirectory(source) ? -1 : Files.size(source);
    }

    private void report(Metainfo metainfo) throws IOException {
        Report report = new Report(
                target.toString(),
                metainfo.infoHash().hex(),
                metainfo.infoHash2().orElse(null),
                metainfo.name(),
                (int) metainfo.files().stream()
                        .filter(file -> !file.isPadding())
                        .count(),
                metainfo.length(),
                metainfo.pieces(),
                metainfo.pieceLength());
        output.report(
                report,
                () -> String.format(
                        Locale.ROOT,
                        "%s: info hash %s, %d files, %,d bytes, %d pieces of %,d bytes",
                        report.torrent(),
                        report.infoHash(),
                        report.files(),
                        report.bytes(),
                        report.pieces(),
                        report.pieceBytes()));
    }
}
