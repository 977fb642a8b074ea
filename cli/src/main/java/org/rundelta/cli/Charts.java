package org.rundelta.cli;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of lines, one above the other in one picture. */
final class Charts {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 420;

    private Charts() {}

    /** An empty chart. */
    static XYChart lines(String title, String across, String up) {
        // No window is opened, and there may be no display.
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(across)
                .yAxisTitle(up)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    /** Adds a line without markers. */
    static void line(XYChart chart, String name, double[] across, double[] up) {
        XYSeries series = chart.addSeries(name, across, up);
        series.setMarker(SeriesMarkers.NONE);
    }

    /** @throws IOException if the file cannot be written */
    static void write(List<XYChart> charts, Path png) throws IOException {
        try (PartialFile file = PartialFile.of(png)) {
            try (OutputStream out = Files.newOutputStream(file.path())) {
                BitmapEncoder.saveBitmap(charts, charts.size(), 1, out, BitmapFormat.PNG);
            }
            file.complete();
        } catch (InternalError e) {
            // How the JDK says that it found no font at all.
            throw new IOException(png + ": cannot be drawn without fonts; install fontconfig and a font", e);
        }
    }
}
