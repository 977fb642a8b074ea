package org.rundelta.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rundelta.player.ClientReport;
import org.rundelta.player.PlaybackReport;

/**
 * The JSON report of {@code play}. docs/simulation.md defines the measures, docs/play.md what is of the client.
 *
 * @param manifest that was played
 * @param openSeconds until manifest and indexes were there
 * @param startupSeconds from then until the first segment was there
 * @param rebufferRatio the share of {@code playSeconds} in which it stalled
 * @param playSeconds startup, title and stalls
 * @param bitrateKbps nominal bitrate of what was played, over all of the time
 * @param utility mean of ln(bitrate / lowest bitrate) over all of the time
 * @param score utility less five times the rebuffer ratio
 * @param abandoned downloads
 * @param replaced segments that were fetched anew, in a higher rung, before they were shown
 * @param discardedBytes of what was replaced
 * @param failures attempts that failed and were made good
 * @param liveLatencySeconds how far behind live it was shown at last, null for what is not live
 * @param decodedFrames with {@code --decode}, else null
 * @param bytes of all segments that were played
 * @param segments in order
 */
record PlayReport(
        String manifest,
        String abr,
        double openSeconds,
        double startupSeconds,
        double rebufferSeconds,
        int rebuffers,
        double rebufferRatio,
        double playSeconds,
        double bitrateKbps,
        double utility,
        int switches,
        double score,
        int abandoned,
        int replaced,
        long discardedBytes,
        int failures,
        Double liveLatencySeconds,
        Long decodedFrames,
        long bytes,
        List<Segment> segments) {
    private static final double MS_PER_SECOND = 1000;

    /**
     * A segment as it was played.
     *
     * @param rung 0 is the lowest
     * @param representation its id
     * @param bytes with the audio that begins in it
     * @param requestedSeconds at first, since the first request
     * @param arrivedSeconds as it was played, since the first request
     * @param bufferSeconds the buffer level when it was requested at first
     * @param pathway where it came from, if the manifest names that
     * @param baseUrl where it came from
     */
    record Segment(
            int rung,
            String representation,
            long bytes,
            double durationSeconds,
            double requestedSeconds,
            double arrivedSeconds,
            double bufferSeconds,
            String pathway,
            String baseUrl) {}

    static PlayReport of(String manifest, String abr, boolean isDecoded, ClientReport played) {
        PlaybackReport report = played.playback();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < report.fetched().size(); i++) {
            PlaybackReport.Fetched fetched = report.fetched().get(i);
            ClientReport.Source source = played.sources().get(i);
            segments.add(new Segment(
                    fetched.rung(),
                    source.representation(),
                    source.bytes(),
                    report.title().durationMs(i) / MS_PER_SECOND,
                    fetched.requestedMs() / MS_PER_SECOND,
                    fetched.arrivedMs() / MS_PER_SECOND,
                    fetched.bufferMs() / MS_PER_SECOND,
                    source.pathway(),
                    source.baseUrl().toString()));
        }
        return new PlayReport(
                manifest,
                abr,
                played.openMs() / MS_PER_SECOND,
                report.startupMs() / MS_PER_SECOND,
                report.stalledMs() / MS_PER_SECOND,
                report.stalls(),
                report.stallRatio(),
                report.totalMs() / MS_PER_SECOND,
                report.bitrateKbps(),
                report.utility(),
                report.switches(),
                report.score(),
                report.abandoned(),
                report.replaced(),
                played.discardedBytes(),
                played.failures(),
                Double.isNaN(played.liveLatencyMs()) ? null : (Double) (played.liveLatencyMs() / MS_PER_SECOND),
                isDecoded ? (Long) played.frames() : null,
                segments.stream().mapToLong(Segment::bytes).sum(),
                segments);
    }

    /** A few lines, without the last line's end. */
    String text() {
        return String.format(
                        Locale.ROOT,
                        "%d segments, %,d bytes; %.1f s, of which startup %.2f s, %d rebuffers %.2f s%n"
                                + "%.0f kbit/s, %d switches, score %.3f; %d downloads abandoned, %d segments replaced,"
                                + " %d attempts failed",
                        segments.size(),
                        bytes,
                        playSeconds,
                        startupSeconds,
                        rebuffers,
                        rebufferSeconds,
                        bitrateKbps,
                        switches,
                        score,
                        abandoned,
                        replaced,
                        failures)
                + (decodedFrames == null ? "" : "; " + decodedFrames + " frames decoded");
    }
}
