package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.rundelta.player.PlaybackReport;
import org.rundelta.player.PlaybackReport.Fetched;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.SimulationBatch;

/** Draws playbacks over one trace: the buffer level, and the bitrate that was fetched, over time. */
final class PlaybackPlot {
    private static final double MS_PER_SECOND = 1000;

    private PlaybackPlot() {}

    /** @throws IOException if the file cannot be written */
    static void write(SimulationBatch batch, Path png) throws IOException, InterruptedException {
        NetworkTrace trace = batch.traces().get(0);
        XYChart buffer = Charts.lines(trace.set() + "/" + trace.name(), "seconds", "buffer level in seconds");
        XYChart bitrate = Charts.lines("", "seconds", "bitrate in kbit/s");
        boolean isOne = batch.titles().size() == 1;
        for (SimulationBatch.Run run : batch.run(1, run -> run)) {
            String name = isOne ? run.abr() : run.abr() + ", " + run.title().name();
            buffer(buffer, name, run.report());
            bitrate(bitrate, name, run.report());
        }
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
