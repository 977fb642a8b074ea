package org.rundelta.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparisonRow;

/** Writes what {@code compare} found as one page that needs nothing else: tables, plots, how to do it again. */
final class ComparePage {
    private static final String METHOD = """
            <ul>
            <li>Every codec gets the same frames, decoded once and held in memory, and one thread. Converting them to the codec's
            pixel format, containers and files do not count.</li>
            <li>Speeds are in millions of pixels a second of processor time, medians of the runs after a warm-up. The codecs take
            turns, so that whatever else the machine does slows all alike; those that are slow run less often. A decoder
            that changes its picture in place, as QTRLE's does, touches few pixels of a still screen: hence speeds that no copying reaches.</li>
            <li>Bytes are those of the coded frames. Every stream is decoded by FFmpeg's decoder, Rundelta's by its own, and compared
            with the source pixel by pixel: "lossless" means that all frames are identical.</li>
            <li>The settings are those of FFmpeg's command line; <code>-threads 1 -g N</code> goes with all, where N is the number of
            frames from one keyframe to the next.</li>
            </ul>
            """;

    private final StringBuilder html = new StringBuilder();

    private ComparePage() {}

    /** The page as HTML. */
    static String of(List<ClipComparison> clips, PageOrigin origin) throws IOException {
        ComparePage page = new ComparePage();
        clips.forEach(page::clip);
        return whole("Rundelta and other lossless codecs", page.html.toString(), METHOD, origin);
    }

    /**
     * A page as HTML.
     *
     * @param content between its title and how it was measured
     * @param method how it was measured
     */
    static String whole(String title, String content, String method, PageOrigin origin) throws IOException {
        ComparePage page = new ComparePage();
        page.add("<!DOCTYPE html>%n<html lang=\"en\">%n<head>%n<meta charset=\"utf-8\">%n");
        page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">%n");
        page.add("<title>%s</title>%n<style>%n%s</style>%n</head>%n<body>%n", title, style());
        page.add("<h1>%s</h1>%n", title);
        page.add(
                "<p class=\"dim\">%s. %s.</p>%n",
                origin.date(), Svg.escape(origin.machine().text()));
        page.add("%s<h2>How it was measured</h2>%n%s", content, method);
        page.add("<p>To do it again:</p>%n<pre>%s</pre>%n</body>%n</html>%n", Svg.escape(origin.command()));
        return page.html.toString();
    }

    private static String style() throws IOException {
        try (InputStream in = ComparePage.class.getResourceAsStream("compare.css")) {
            return new String(Objects.requireNonNull(in, "compare.css").readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void clip(ClipComparison clip) {
        add("<h2>%s</h2>%n", Svg.escape(clip.input()));
        add(
                "<p class=\"dim\">%,d frames of %d\u00d7%d, %.2f s, a keyframe every %,d frames</p>%n",
                clip.frames(), clip.width(), clip.height(), clip.seconds(), clip.keyframeInterval());
        table(clip.rows());
        clip.skipped()
                .forEach(codec -> add(
                        "<p class=\"dim\">Skipped: %s, %s.</p>%n",
                        Svg.escape(codec.codec()), Svg.escape(codec.reason())));
        if (!clip.rows().isEmpty()) {
            add("<div class=\"plots\">%n");
            figure(
                    "",
                    "Bytes and speed of encoding",
                    SpeedPlot.of(clip.rows(), "encoding", ComparisonRow::encodeMpixelPerSecond));
            figure(
                    "",
                    "Bytes and speed of decoding",
                    SpeedPlot.of(clip.rows(), "decoding", ComparisonRow::decodeMpixelPerSecond));
            figure("wide", "Bytes of each frame, the smallest codecs", FrameSizePlot.of(clip));
            add("</div>%n");
        }
    }

    private void table(List<ComparisonRow> rows) {
        add("<div class=\"scroll\"><table>%n<tr><th>codec</th><th>bytes</th><th>times ours</th><th>bit/pixel</th>");
        add("<th class=\"text\">lossless</th><th>encoding<br>Mpixel/s</th><th>decoding<br>Mpixel/s</th><th>runs</th>");
        add("<th class=\"text\">settings</th></tr>%n");
        double ours = rows.stream()
                .filter(row -> CodecTable.isOurs(row.codec()))
                .mapToLong(ComparisonRow::bytes)
                .min()
                .orElse(0);
        rows.forEach(row -> row(row, ours));
        add("</table></div>%n");
    }

    private void row(ComparisonRow row, double ours) {
        add(CodecTable.isOurs(row.codec()) ? "<tr class=\"ours\">" : "<tr>");
        add("<td>%s</td><td>%,d</td>", Svg.escape(row.codec()), row.bytes());
        add("<td>%s</td>", ours == 0 ? "" : String.format(Locale.ROOT, "%,.2f", row.bytes() / ours));
        add("<td>%.4f</td><td class=\"text\">%s</td>", row.bitsPerPixel(), lossless(row));
        add("<td>%s</td>", speed(row.encodeMpixelPerSecond()));
        add("<td>%s</td>", speed(row.decodeMpixelPerSecond()));
        add(
                "<td>%d</td><td class=\"text settings\">%s%s</td></tr>%n",
                row.runs(), Svg.escape(row.settings()), note(row));
    }

    private static String lossless(ComparisonRow row) {
        return row.lossless()
                ? "yes"
                : String.format(
                        Locale.ROOT,
                        "<span class=\"bad\">NO</span>, %.2f dB, SSIM %.4f, error up to %d",
                        row.quality().psnr(),
                        row.quality().ssim(),
                        row.quality().maxError());
    }

    private static String note(ComparisonRow row) {
        return row.helperThreads() ? " (works on threads of its own; their time counts)" : "";
    }

    private static String speed(double mpixelPerSecond) {
        return String.format(Locale.ROOT, mpixelPerSecond < 100 ? "%,.1f" : "%,.0f", mpixelPerSecond);
    }

    private void figure(String style, String caption, String drawing) {
        add("<figure class=\"%s\"><figcaption>%s</figcaption>%n%s%n</figure>%n", style, caption, drawing);
    }

    private void add(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values));
    }
}
