package org.rundelta.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.rundelta.cli.TrackReport.FrameReport;
import org.rundelta.cli.TrackReport.FrameTypeReport;
import org.rundelta.cli.TrackReport.SegmentReport;
import org.rundelta.mp4.Box;

/** Writes down what {@code inspect} found in an MP4 file. */
final class Mp4Text {
    private static final String END = System.lineSeparator();
    private static final int FRAGMENTS_SHOWN = 2;
    /** Seconds by which the header's duration may be off: it is in milliseconds. */
    private static final double ROUNDING = 0.0015;

    private final Mp4Report report;
    private final boolean allBoxes;
    private final StringBuilder text = new StringBuilder();

    private Mp4Text(Mp4Report report, boolean allBoxes) {
        this.report = report;
        this.allBoxes = allBoxes;
    }

    /**
     * Several lines, without the last line's end.
     *
     * @param allBoxes whether to show those of every movie fragment
     */
    static String of(Mp4Report report, boolean allBoxes) {
        return new Mp4Text(report, allBoxes).write();
    }

    private String write() {
        text.append(String.format(
                Locale.ROOT,
                "%s: %,d bytes, %s%s%n",
                report.file(),
                report.bytes(),
                report.fragmented() ? "fragmented MP4" : "MP4",
                report.declaredSeconds() == null
                        ? ""
                        : String.format(Locale.ROOT, ", %.3f s by its header", report.declaredSeconds())));
        if (report.tracks().isEmpty()) {
            text.append("no tracks: perhaps a segment, whose tracks its initialization segment describes")
                    .append(END);
        }
        report.tracks().forEach(this::track);
        shortfall();
        boxes();
        return text.toString().stripTrailing();
    }

    /** A file cut between fragments is whole as far as its boxes go. */
    private void shortfall() {
        double end = report.tracks().stream()
                .filter(track -> track.seconds() != null)
                .mapToDouble(TrackReport::seconds)
                .max()
                .orElse(Double.NaN);
        if (report.fragmented() && report.declaredSeconds() != null && end + ROUNDING < report.declaredSeconds()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nthe tracks end at %.3f s, before the %.3f s of the header: it was cut short, or its start is"
                            + " elsewhere%n",
                    end,
                    report.declaredSeconds()));
        }
    }

    private void track(TrackReport track) {
        text.append(END).append(headline(track)).append(END);
        if (track.note() != null) {
            text.append("  samples not listed: ").append(track.note()).append(END);
        }
        if (track.samples() != null) {
            text.append("  ").append(totals(track)).append(END);
        }
        frameTypes(track);
        segments(track);
        frames(track);
    }

    private static String headline(TrackReport track) {
        StringBuilder line = new StringBuilder("Track ")
                .append(track.id())
                .append(": ")
                .append(Objects.requireNonNullElse(track.kind(), "unknown"))
                .append(", ")
                .append(Objects.requireNonNullElse(track.codec(), "no codec"));
        if (track.width() != null) {
            line.append(", ").append(track.width()).append('x').append(track.height());
        }
        if (track.channels() != null) {
            line.append(", ")
                    .append(track.channels())
                    .append(" channels, ")
                    .append(track.sampleRate())
                    .append(" Hz");
        }
        return line.append(", timescale ").append(track.timescale()).toString();
    }

    private static String totals(TrackReport track) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%,d samples", track.samples()));
        if (!track.samples().equals(track.keyframes())) {
            line.append(String.format(Locale.ROOT, ", %,d of them keyframes", track.keyframes()));
        }
        if (track.seconds() != null) {
            line.append(String.format(Locale.ROOT, ", %.3f s", track.seconds()));
        }
        if (track.bytes() != null) {
            line.append(String.format(Locale.ROOT, ", %,d bytes", track.bytes()));
        }
        if (track.bitsPerSecond() != null) {
            line.append(String.format(Locale.ROOT, ", %,d bit/s on average", track.bitsPerSecond()));
        }
        return line.toString();
    }

    private void frameTypes(TrackReport track) {
        TextTable table = new TextTable("  ", "type", "frames", "bytes", "bytes/frame");
        for (FrameTypeReport type : track.frameTypes()) {
            table.row(type.type(), type.frames(), type.bytes(), type.bytes() / type.frames());
        }
        append(table);
    }

    private void segments(TrackReport track) {
        TextTable table = new TextTable(
                "  ", "segment", "start s", "duration s", "fragments", "samples", "keyframes", "bytes", "bit/s");
        for (SegmentReport segment : track.segments()) {
            table.row(
                    segment.number(),
                    segment.start(),
                    segment.seconds(),
                    segment.fragments(),
                    segment.samples(),
                    segment.keyframes(),
                    segment.bytes(),
                    segment.seconds() > 0 ? (Long) Math.round(segment.bytes() * 8 / segment.seconds()) : null);
        }
        append(table);
    }

    private void frames(TrackReport track) {
        TextTable table = new TextTable("  ", "frame", "time s", "duration s", "type", "bytes");
        for (FrameReport frame : track.frames() == null ? List.<FrameReport>of() : track.frames()) {
            table.row(frame.index(), frame.time(), frame.seconds(), frame.type(), frame.bytes());
        }
        append(table);
    }

    private void boxes() {
        TextTable table = new TextTable("", "offset", "size", "box", "fields");
        int moofs = 0;
        long left = 0;
        for (Box box : report.boxes()) {
            moofs += box.type().equals("moof") ? 1 : 0;
            if (allBoxes || moofs <= FRAGMENTS_SHOWN) {
                addBox(table, box, "");
            } else {
                left++;
            }
        }
        append(table);
        if (left > 0) {
            text.append(String.format(
                    Locale.ROOT, "and %,d more, of the fragments that follow; --boxes shows them%n", left));
        }
    }

    private void addBox(TextTable table, Box box, String indent) {
        String fields = box.fields().stream()
                .filter(field -> !isPlain(field))
                .map(field -> field.name() + "=" + field.value())
                .collect(Collectors.joining(", "));
        table.row(box.offset(), box.size(), indent + box.type(), fields);
        box.children().forEach(child -> addBox(table, child, indent + "  "));
    }

    /** Version 0 and no flags: most boxes have these. */
    private static boolean isPlain(Box.Field field) {
        return (field.name().equals("version") && field.value().equals("0"))
                || (field.name().equals("flags") && field.value().equals("0x0"));
    }

    private void append(TextTable table) {
        if (!table.isEmpty()) {
            text.append(END).append(table);
        }
    }
}
