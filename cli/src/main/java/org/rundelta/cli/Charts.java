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
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of lines, one above the other in one picture. */
final class Charts {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 420;

    /** That people who see no red, or no green, can tell apart, too (M. Okabe, K. Ito: Color Universal Design). */
    private static final Color[] COLOURS = {
        new Color(0x0072b2),
        new Color(0xe69f00),
        new Color(0x009e73),
        new Color(0xcc79a7),
        new Color(0xd55e00),
        new Color(0x56b4e9),
        new Color(0x7f7f7f)
    };

    private Charts() {}

    /** One of the colours of lines, by its number. */
    static Color colour(int number) {
        return COLOURS[number % COLOURS.length];
    }

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
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setSeriesColors(COLOURS);
        return chart;
    }

    /** Adds a line without markers. */
    static XYSeries line(XYChart chart, String name, double[] across, double[] up) {
        XYSeries series = chart.addSeries(name, across, up);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    /** The same for a bound, which what was found lies on one side of. */
    static void bound(XYChart chart, String name, double[] across, double[] up) {
        line(chart, name, across, up).setLineColor(Color.BLACK).setLineStyle(SeriesLines.DASH_DASH);
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
