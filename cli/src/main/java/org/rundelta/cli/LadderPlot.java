package org.rundelta.cli;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.ladder.RungEstimate;

/** Draws quality over bitrate, on a logarithmic scale: all rungs that were tried, their hull, and those chosen. */
final class LadderPlot {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;
    private static final int SMALL = 5;
    private static final double KILO = 1000;

    private static final Color TRIED = new Color(0x999999);
    private static final Color HULL = new Color(0x0072B2);
    private static final Color CHOSEN = new Color(0xD55E00);

    private LadderPlot() {}

    /** @throws IOException if the file cannot be written */
    static void write(LadderProposal proposal, Path png) throws IOException {
        try (PartialFile file = PartialFile.of(png)) {
            try (OutputStream out = Files.newOutputStream(file.path())) {
                ChartEncoder.saveChart(chart(proposal), out, "png");
            }
            file.complete();
        } catch (InternalError e) {
            // How the JDK says that it found no font at all.
            throw new IOException(png + ": cannot be drawn without fonts; install fontconfig and a font", e);
        }
    }

    private static XYChart chart(LadderProposal proposal) {
        // No window is opened, and there may be no display.
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("ladder of " + proposal.rungs().size() + " from "
                        + proposal.tried().size() + " tried")
                .xAxisTitle("kbit/s")
                .yAxisTitle("PSNR of luma in dB, as shown")
                .build();
        chart.getStyler()
                .setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setXAxisLogarithmic(true)
                .setMarkerSize(SMALL)
                .setChartBackgroundColor(Color.WHITE);
        add(chart, "tried", proposal.tried(), TRIED);
        add(chart, "hull", proposal.hull().points(), HULL)
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
                .setLineColor(HULL);
        add(chart, "chosen", proposal.rungs(), CHOSEN);
        for (RungEstimate rung : proposal.rungs()) {
            chart.addAnnotation(new AnnotationText(rung.rung().id(), rung.bitrate() / KILO, rung.quality() + 1, false));
        }
        return chart;
    }

    private static XYSeries add(XYChart chart, String name, List<RungEstimate> points, Color colour) {
        double[] rates =
                points.stream().mapToDouble(point -> point.bitrate() / KILO).toArray();
        double[] qualities = points.stream().mapToDouble(RungEstimate::quality).toArray();
        XYSeries series = chart.addSeries(name, rates, qualities);
        series.setMarkerColor(colour).setMarker(name.equals("chosen") ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
        return series;
    }
}
