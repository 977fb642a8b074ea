package org.rundelta.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparisonRow;
import org.rundelta.compare.RateCurve;
import org.rundelta.quality.Quality;

/** Writes what {@code compare --bitrates} found as one page: curves of quality over bitrate, and tables. */
final class RatePage {
    private static final String METHOD = """
            <ul>
            <li>Every codec gets the same RGB frames, in memory, and one thread; codecs of YUV get them converted to BT.709, and
            what they decode to is converted back, which costs quality too: mostly where chroma has half the resolution.</li>
            <li>PSNR is that of the mean squared error of all samples of all frames, of red, green and blue or of BT.709 luma;
            SSIM the mean over windows of 8x8. Exact are frames and pixels in which nothing differs.</li>
            <li>The bitrate is that of the coded frames, not the one asked for.</li>
            <li>Rate differences are Bjontegaard's: the mean difference of the logarithm of the rate over the qualities that both
            codecs reach, between points by monotone piecewise cubics. -50 % says that half the bits do. Exact copies count as no
            point.</li>
            </ul>
            """;

    private final StringBuilder html = new StringBuilder();
    private final String anchorName;

    private RatePage(String anchorName) {
        this.anchorName = anchorName;
    }

    /** The page as HTML. */
    static String of(List<ClipComparison> clips, String anchor, PageOrigin origin) throws IOException {
        RatePage page = new RatePage(anchor);
        clips.forEach(page::clip);
        return ComparePage.whole("Rundelta and other codecs at several bitrates", page.html.toString(), METHOD, origin);
    }

    private void clip(ClipComparison clip) {
        add("<h2>%s</h2>%n", Svg.escape(clip.input()));
        add(
                "<p class=\"dim\">%,d frames of %d\u00d7%d, %.2f s, a keyframe every %,d frames</p>%n",
                clip.frames(), clip.width(), clip.height(), clip.seconds(), clip.keyframeInterval());
        List<RateCurve> curves = RateCurve.of(clip);
        if (!curves.isEmpty()) {
            add("<div class=\"plots\">%n");
            figure("Quality over bitrate: red, green and blue", RatePlot.of(curves, "PSNR (dB)", Quality::psnr));
            figure("Quality over bitrate: luma", RatePlot.of(curves, "PSNR of luma (dB)", Quality::lumaPsnr));
            add("</div>%n");
        }
        curves.stream()
                .filter(curve -> curve.codec().equals(anchorName))
                .findFirst()
                .ifPresent(anchor -> differences(curves, anchor));
        table(curves);
        clip.skipped()
                .forEach(codec -> add(
                        "<p class=\"dim\">Skipped: %s, %s.</p>%n",
                        Svg.escape(codec.codec()), Svg.escape(codec.reason())));
    }

    private void differences(List<RateCurve> curves, RateCurve anchor) {
        add("<p>Bits for equal quality, more or less than %s:</p>%n", Svg.escape(anchor.codec()));
        add("<div class=\"scroll\"><table>%n<tr><th>codec</th><th>by PSNR</th><th>by luma</th></tr>%n");
        for (RateCurve curve : curves) {
            row(
                    curve.codec(),
                    List.of(
                            RateText.difference(curve, anchor, Quality::psnr),
                            RateText.difference(curve, anchor, Quality::lumaPsnr)));
            add("</tr>%n");
        }
        add("</table></div>%n");
    }

    private void table(List<RateCurve> curves) {
        add("<div class=\"scroll\"><table>%n<tr><th>codec</th><th>kbit/s</th><th>PSNR</th><th>luma</th><th>SSIM</th>");
        add("<th>exact<br>frames</th><th>exact<br>pixels</th><th>encoding<br>Mpixel/s</th>");
        add("<th>decoding<br>Mpixel/s</th><th class=\"text\">settings</th></tr>%n");
        for (RateCurve curve : curves) {
            for (ComparisonRow row : curve.points()) {
                row(row.codec(), RateText.numbers(curve, row));
                add("<td class=\"text settings\">%s</td></tr>%n", Svg.escape(row.settings()));
            }
        }
        add("</table></div>%n");
    }

    /** A row that is not ended yet. */
    private void row(String codec, List<String> cells) {
        add(CodecTable.isOurs(codec) ? "<tr class=\"ours\"><td>%s</td>" : "<tr><td>%s</td>", Svg.escape(codec));
        cells.forEach(cell -> add("<td>%s</td>", cell));
    }

    private void figure(String caption, String drawing) {
        add("<figure><figcaption>%s</figcaption>%n%s%n</figure>%n", caption, drawing);
    }

    private void add(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values));
    }
}
