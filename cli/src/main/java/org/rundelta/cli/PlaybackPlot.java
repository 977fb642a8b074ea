package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.rundelta.player.PlaybackReport;
import org.rundelta.player.PlaybackReport.Fetched;

/** Draws playbacks over one network: the buffer level, and the bitrate that was fetched, over time. */
final class PlaybackPlot {
    private static final double MS_PER_SECOND = 1000;

    private PlaybackPlot() {}

    /**
     * Draws them.
     *
     * @param head of the picture
     * @param reports by the name of their line
     * @throws IOException if the file cannot be written
     */
    static void write(String head, Map<String, PlaybackReport> reports, Path png) throws IOException {
        XYChart buffer = Charts.lines(head, "seconds", "buffer level in seconds");
        XYChart bitrate = Charts.lines("", "seconds", "bitrate in kbit/s");
        reports.forEach((name, report) -> {
            buffer(buffer, name, report);
            bitrate(bitrate, name, report);
        });
        Charts.write(List.of(buffer, bitrate), png);
    }

    /** At each request. */
    private static void buffer(XYChart chart, String name, PlaybackReport report) {
        double[] times = report.fetched().stream()
                .mapToDouble(each -> each.requestedMs() / MS_PER_SECOND)
                .toArray();
        double[] levels = report.fetched().stream()
                .mapToDouble(each -> each.bufferMs() / MS_PER_SECOND)
                .toArray();
        Charts.line(chart, name, times, levels);
    }

    /** In steps: a rung from one request to the next. */
    private static void bitrate(XYChart chart, String name, PlaybackReport report) {
        int count = report.fetched().size();
        double[] times = new double[2 * count];
        double[] rates = new double[2 * count];
        for (int i = 0; i < count; i++) {
            Fetched each = report.fetched().get(i);
            Fetched next = report.fetched().get(Math.min(i + 1, count - 1));
            times[2 * i] = each.requestedMs() / MS_PER_SECOND;
            times[2 * i + 1] = next.requestedMs() / MS_PER_SECOND;
            rates[2 * i] = report.title().bitrateKbps(each.rung());
            rates[2 * i + 1] = rates[2 * i];
        }
        Charts.line(chart, name, times, rates);
    }
}
