package org.rundelta.cli;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.rundelta.cli.TrackReport.FrameReport;

/** Draws the sizes of a track's frames over time, on a logarithmic scale: keyframes are a thousand times the others. */
final class FramePlot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 600;
    private static final int MARKER = 5;

    private static final Map<String, Color> COLOURS = Map.of(
            "key", new Color(0xD55E00),
            "delta", new Color(0x0072B2),
            "repeat", new Color(0x999999));

    private FramePlot() {}

    /**
     * Writes the plot of the first track that has frames.
     *
     * @param report with its frames listed
     * @throws IOException if it has none, or the file cannot be written
     */
    static void write(Mp4Report report, Path png) throws IOException {
        TrackReport track = report.tracks().stream()
                .filter(candidate ->
                        candidate.frames() != null && !candidate.frames().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IOException(report.file()
                        + ": has no video in fragments to plot; name a file that was encoded by rundelta"));
        try (PartialFile file = PartialFile.of(png)) {
            try (OutputStream out = Files.newOutputStream(file.path())) {
                ChartEncoder.saveChart(chart(report.file(), track), out, "png");
            }
            file.complete();
        } catch (InternalError e) {
            // How the JDK says that it found no font at all.
            throw new IOException(png + ": cannot be drawn without fonts; install fontconfig and a font", e);
        }
    }

    private static XYChart chart(String title, TrackReport track) {
        // No window is opened, and there may be no display.
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("time in seconds")
                .yAxisTitle("bytes of a frame")
                .build();
        chart.getStyler()
                .setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setYAxisLogarithmic(true)
                .setMarkerSize(MARKER)
                .setChartBackgroundColor(Color.WHITE);
        track.frameTypes().forEach(type -> addSeries(chart, type.type(), track.frames()));
        return chart;
    }

    private static void addSeries(XYChart chart, String type, List<FrameReport> all) {
        List<FrameReport> frames =
                all.stream().filter(frame -> frame.type().equals(type)).toList();
        double[] times = frames.stream().mapToDouble(FrameReport::time).toArray();
        double[] sizes =
                frames.stream().mapToDouble(frame -> Math.max(1, frame.bytes())).toArray();
        chart.addSeries(type, times, sizes).setMarkerColor(COLOURS.get(type)).setMarker(SeriesMarkers.CIRCLE);
    }
}
