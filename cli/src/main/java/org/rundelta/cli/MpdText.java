package org.rundelta.cli;

import java.util.Locale;
import org.rundelta.cli.MpdReport.RepresentationReport;
import org.rundelta.cli.MpdReport.SegmentFileReport;

/** Writes down what {@code inspect} found in an MPD. */
final class MpdText {
    private static final String END = System.lineSeparator();

    private MpdText() {}

    /** Several lines, without the last line's end. */
    static String of(MpdReport report) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %s MPD%s, to be played with %.3f s buffered%n",
                report.file(),
                report.type(),
                report.seconds() == null ? "" : String.format(Locale.ROOT, ", %.3f s", report.seconds()),
                report.minBufferSeconds()));
        report.profiles()
                .forEach(profile -> text.append("profile ").append(profile).append(END));
        if (report.steering() != null) {
            text.append(report.steering().text()).append(END);
        }
        text.append(END).append(representations(report));
        report.representations().forEach(representation -> appendSegments(text, representation));
        MissingText.append(text, report.missing());
        return text.toString().stripTrailing();
    }

    private static TextTable representations(MpdReport report) {
        TextTable table = new TextTable(
                "",
                "period",
                "set",
                "representation",
                "type",
                "codecs",
                "size",
                "frames/s",
                "bandwidth",
                "average bit/s",
                "segments",
                "bytes",
                "missing");
        for (RepresentationReport representation : report.representations()) {
            table.row(
                    representation.period(),
                    representation.adaptationSet(),
                    representation.id(),
                    representation.contentType(),
                    representation.codecs(),
                    representation.width() == null ? null : representation.width() + "x" + representation.height(),
                    representation.frameRate(),
                    representation.bandwidth(),
                    representation.averageBitrate(),
                    representation.segments(),
                    representation.bytes(),
                    representation.missing());
        }
        return table;
    }

    private static void appendSegments(StringBuilder text, RepresentationReport representation) {
        if (representation.files() == null) {
            return;
        }
        TextTable table = new TextTable("  ", "segment", "start s", "duration s", "bytes", "file");
        for (SegmentFileReport segment : representation.files()) {
            table.row(segment.number(), segment.start(), segment.seconds(), segment.bytes(), place(segment));
        }
        text.append(END)
                .append("Representation ")
                .append(representation.id())
                .append(END)
                .append(table);
    }

    private static String place(SegmentFileReport segment) {
        return segment.range() == null ? segment.path() : segment.path() + " " + segment.range();
    }
}
