package org.rundelta.cli;

import java.util.List;
import java.util.Locale;
import org.rundelta.player.PlaybackReport;
import org.rundelta.simulate.SimulationBatch;

/**
 * The JSON report of {@code simulate}. docs/simulation.md defines the measures.
 *
 * @param rows one for each trace, title and rule, in this order
 */
record SimulateReport(List<Row> rows) {
    private static final double MS_PER_SECOND = 1000;
    private static final String HEAD = "set,trace,movie,abr,bitrateKbps,rebufferRatio,rebuffers,switches,score,"
            + "startupSeconds,rebufferSeconds,playSeconds,utility,abandoned";

    /**
     * One playback.
     *
     * @param set the folder of the trace
     * @param trace its file
     * @param movie the title
     * @param bitrateKbps nominal bitrate of what was played, over all of the time
     * @param rebufferRatio the share of all of the time in which it stalled
     * @param rebuffers how often
     * @param switches neighbouring segments of different rungs
     * @param score utility less five times the rebuffer ratio
     * @param playSeconds all of the time: startup, title and stalls
     * @param utility mean of ln(bitrate / lowest bitrate) over all of the time
     * @param abandoned downloads
     */
    record Row(
            String set,
            String trace,
            String movie,
            String abr,
            double bitrateKbps,
            double rebufferRatio,
            int rebuffers,
            int switches,
            double score,
            double startupSeconds,
            double rebufferSeconds,
            double playSeconds,
            double utility,
            int abandoned) {

        static Row of(SimulationBatch.Run run) {
            PlaybackReport report = run.report();
            return new Row(
                    run.trace().set(),
                    run.trace().name(),
                    run.title().name(),
                    run.abr(),
                    report.bitrateKbps(),
                    report.stallRatio(),
                    report.stalls(),
                    report.switches(),
                    report.score(),
                    report.startupMs() / MS_PER_SECOND,
                    report.stalledMs() / MS_PER_SECOND,
                    report.totalMs() / MS_PER_SECOND,
                    report.utility(),
                    report.abandoned());
        }

        private String csv() {
            return String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%.3f,%.6f,%d,%d,%.6f,%.3f,%.3f,%.3f,%.6f,%d%n",
                    quoted(set),
                    quoted(trace),
                    quoted(movie),
                    abr,
                    bitrateKbps,
                    rebufferRatio,
                    rebuffers,
                    switches,
                    score,
                    startupSeconds,
                    rebufferSeconds,
                    playSeconds,
                    utility,
                    abandoned);
        }

        /** As RFC 4180 has it. */
        private static String quoted(String text) {
            return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
        }
    }

    /** All rows as CSV with a head. */
    String csv() {
        StringBuilder csv = new StringBuilder(HEAD).append(System.lineSeparator());
        rows.forEach(row -> csv.append(row.csv()));
        return csv.toString();
    }
}
