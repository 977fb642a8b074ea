package org.rundelta.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.abr.Title;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.LocatedSegments.MediaSegment;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.mp4.Mp4Exception;

/**
 * The video of an MPD, of its first adaptation set that has some, period after period. Sizes of segments are those in the
 * index or of the files beside the manifest; of a file that is not there, what its bandwidth allows.
 */
final class MpdTitle {
    private static final double MS_PER_SECOND = 1000;

    private final Path folder;
    private final Mpd mpd;
    private final List<Double> durationsMs = new ArrayList<>();
    private final List<double[]> sizesBits = new ArrayList<>();
    private double[] bitratesKbps = {};

    private MpdTitle(Path folder, Mpd mpd) {
        this.folder = folder;
        this.mpd = mpd;
    }

    static Title read(Path file) throws IOException, SimulationException {
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            MpdTitle title = new MpdTitle(folder, MpdReader.read(file));
            for (Period period : title.mpd.periods()) {
                title.add(period);
            }
            Path name = file.endsWith("manifest.mpd") ? folder.getFileName() : file.getFileName();
            return title.named(String.valueOf(name));
        } catch (ManifestException | Mp4Exception | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new SimulationException(message.startsWith(file.toString()) ? message : file + ": " + message, e);
        }
    }

    private Title named(String name) {
        double[] durations =
                durationsMs.stream().mapToDouble(Double::doubleValue).toArray();
        return new Title(name, durations, bitratesKbps, sizesBits.toArray(double[][]::new));
    }

    private void add(Period period) throws IOException, ManifestException, Mp4Exception {
        AdaptationSet set = period.adaptationSets().stream()
                .filter(AdaptationSet::hasVideo)
                .findFirst()
                .orElseThrow(() -> new ManifestException("unsupported MPD: a period has no video"));
        List<Representation> ladder = set.ladder();
        double[] bitrates = ladder.stream()
                .mapToDouble(rung -> rung.bandwidth() / MS_PER_SECOND)
                .toArray();
        if (bitratesKbps.length > 0 && bitratesKbps.length != bitrates.length) {
            throw new ManifestException(
                    "unsupported MPD: its periods have not the same number of video representations");
        }
        bitratesKbps = bitrates;
        List<LocatedSegments> rungs = new ArrayList<>();
        for (Representation rung : ladder) {
            rungs.add(LocatedSegments.of(folder, mpd, period, set, rung));
        }
        int segments = rungs.get(0).media().size();
        if (rungs.stream().anyMatch(rung -> rung.media().size() != segments)) {
            throw new ManifestException("unsupported MPD: its video representations have not the same segments");
        }
        for (int segment = 0; segment < segments; segment++) {
            add(rungs, segment);
        }
    }

    private void add(List<LocatedSegments> rungs, int segment) throws IOException {
        LocatedSegments lowest = rungs.get(0);
        double durationMs = lowest.media().get(segment).segment().duration() * MS_PER_SECOND / lowest.timescale();
        double[] sizes = new double[rungs.size()];
        for (int rung = 0; rung < sizes.length; rung++) {
            MediaSegment media = rungs.get(rung).media().get(segment);
            long bytes = bytes(media.place());
            sizes[rung] = bytes > 0 ? (double) bytes * Byte.SIZE : bitratesKbps[rung] * durationMs;
        }
        durationsMs.add(durationMs);
        sizesBits.add(sizes);
    }

    /** The size of a segment, 0 if it is not there. */
    private long bytes(FileRange place) throws IOException {
        if (place.range() != null) {
            return place.range().length();
        }
        Path file = folder.resolve(place.path());
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }
}
