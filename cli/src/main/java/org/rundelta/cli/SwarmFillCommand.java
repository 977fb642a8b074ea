package org.rundelta.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rundelta.swarm.FillOptions;
import org.rundelta.swarm.FillReport;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.SwarmFill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta swarm fill}. */
@Command(
        name = "fill",
        description = "Copy a torrent's files into several folders at once, a swarm of its own on this machine: each"
                + " passes on what it has. With rates it shows what links of such rates would take, beside the least"
                + " time that there is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  rundelta swarm fill title.torrent . --to /mnt/a /mnt/b /mnt/c --seed-up 32M --edge-up 32M"
        })
final class SwarmFillCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TORRENT", description = "The torrent file.")
    private Path torrent;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder that the torrent's file or folder lies in.")
    private Path folder;

    @Option(
            names = "--to",
            paramLabel = "EDGE",
            arity = "1..*",
            required = true,
            description = "The folders in which it is to lie, too.")
    private List<Path> edges;

    @Option(
            names = "--seed-up",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "The seed sends at most so many bits per second, as in 20M.")
    private Long seedUp;

    @Option(
            names = "--edge-up",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "Each edge sends at most that much.")
    private Long edgeUp;

    @Option(
            names = "--edge-down",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "Each edge receives at most that much.")
    private Long edgeDown;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    /**
     * What the command reports.
     *
     * @param seconds until the last edge had everything
     * @param edgeSeconds until each had
     * @param bytes that each edge has now
     * @param copies that the seed sent
     * @param bound seconds that a swarm takes at least with these rates; null without rates
     * @param clientServerBound seconds that it takes at least if the seed alone sends; null without rates
     */
    record Report(
            double seconds,
            List<Double> edgeSeconds,
            long bytes,
            double copies,
            Double bound,
            Double clientServerBound) {}

    @Override
    public Integer call() throws Exception {
        Metainfo metainfo = Metainfo.read(torrent);
        requireDistinct();
        FillOptions options = new FillOptions(
                InetAddress.getLoopbackAddress(),
                SwarmPeerOptions.bytes(seedUp),
                SwarmPeerOptions.bytes(edgeUp),
                SwarmPeerOptions.bytes(edgeDown));
        try (Interruption interruption = new Interruption();
                SwarmProgress progress = new SwarmProgress(output, metainfo.length() * (1 + edges.size()))) {
            report(SwarmFill.fill(metainfo, folder, edges, options, progress));
            interruption.check();
        }
        return ExitCode.DONE;
    }

    /** The folders are to be others than that which it lies in, each named once. */
    private void requireDistinct() throws IOException {
        Set<Path> places = new HashSet<>(Set.of(folder.toRealPath()));
        for (Path edge : edges) {
            Path place = Files.exists(edge)
                    ? edge.toRealPath()
                    : edge.toAbsolutePath().normalize();
            if (!places.add(place)) {
                throw new ParameterException(
                        spec.commandLine(), "--to " + edge + " is named twice, or is where the title lies");
            }
        }
    }

    private void report(FillReport filled) throws Exception {
        Report report = new Report(
                filled.seconds(),
                filled.edgeSeconds(),
                filled.bytes(),
                (double) filled.seedSent() / filled.bytes(),
                known(filled.bounds().swarm()),
                known(filled.bounds().clientServer()));
        output.report(report, () -> text(report));
    }

    private static Double known(double seconds) {
        return seconds > 0 ? seconds : null;
    }

    private String text(Report report) {
        String text = String.format(
                Locale.ROOT,
                "%d edges in %.2f s; the seed sent %.2f copies",
                edges.size(),
                report.seconds(),
                report.copies());
        return report.bound() == null
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                "; at least %.2f s in a swarm (%.2f times that), %.2f s from the seed alone",
                                report.bound(),
                                report.seconds() / report.bound(),
                                report.clientServerBound());
    }
}
