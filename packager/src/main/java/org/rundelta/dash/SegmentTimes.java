package org.rundelta.dash;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From a segment template to the segments it stands for (ISO/IEC 23009-1, 5.3.9.4 and 5.3.9.6). */
final class SegmentTimes {
    /** Far above any real title (eleven days of one-second segments), far below what exhausts memory. */
    static final int MAX_SEGMENTS = 1_000_000;

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    private final List<Segment> segments = new ArrayList<>();
    private final long from;
    private final boolean isOpen;
    private long number;
    private long end;

    private SegmentTimes(long startNumber, long from, boolean isOpen) {
        number = startNumber;
        this.from = from;
        this.isOpen = isOpen;
    }

    static List<Segment> segments(SegmentTemplate template, TimeWindow window) throws ManifestException {
        Duration periodDuration = window.until();
        try {
            // All of a period includes what the manifest lists before its start.
            long from = window.from().isZero() ? 0 : ticks(template, window.from());
            SegmentTimes times = new SegmentTimes(template.startNumberOrDefault(), from, window.isOpen());
            long offset = template.presentationTimeOffsetOrDefault();
            if (template.timeline() != null) {
                times.addTimeline(template, periodDuration);
            } else if (template.duration() != null) {
                times.addUpTo(periodEnd(template, periodDuration), offset, template.duration());
            } else {
                throw new ManifestException("malformed MPD: SegmentTemplate has neither SegmentTimeline nor @duration");
            }
            return List.copyOf(times.segments);
        } catch (ArithmeticException e) {
            throw new ManifestException("MPD over the limit: a segment time does not fit in 63 bits", e);
        }
    }

    private void addTimeline(SegmentTemplate template, Duration periodDuration) throws ManifestException {
        List<S> runs = template.timeline().runs();
        for (int i = 0; i < runs.size(); i++) {
            S run = runs.get(i);
            long start = run.t() == null ? end : run.t();
            if (start < end) {
                throw new ManifestException(
                        "malformed MPD: S@t " + start + " lies before " + end + ", where the segment before it ends");
            }
            if (run.r() >= 0) {
                addCount(Math.addExact(run.r(), 1), start, run.d());
            } else if (i + 1 == runs.size()) {
                addUpTo(periodEnd(template, periodDuration), start, run.d());
            } else if (runs.get(i + 1).t() != null) {
                addUpTo(runs.get(i + 1).t(), start, run.d());
            } else {
                throw new ManifestException("malformed MPD: the S after one with @r=-1 has no @t");
            }
        }
    }

    private void addCount(long count, long start, long duration) throws ManifestException {
        long skipped = from <= start ? 0 : Math.min(count, (from - start) / duration);
        if (count - skipped > MAX_SEGMENTS - segments.size()) {
            throw new ManifestException(
                    "MPD over the limit: a representation of more than " + MAX_SEGMENTS + " segments");
        }
        // Fails here, not in the middle, if the last of them would overflow.
        end = Math.addExact(start, Math.multiplyExact(count, duration));
        for (long i = skipped; i < count; i++) {
            segments.add(new Segment(number + i, start + i * duration, duration));
        }
        number = Math.addExact(number, count);
    }

    /** Segments of one duration until {@code end} is reached; the last may be cut short by it. */
    private void addUpTo(long until, long start, long duration) throws ManifestException {
        end = Math.max(end, start);
        if (until <= start) {
            return;
        }
        long whole = (until - start) / duration;
        addCount(whole, start, duration);
        long rest = until - start - whole * duration;
        if (rest > 0 && !isOpen) {
            addCount(1, until - rest, rest);
        }
    }

    /** Rounded up, so that no part of the period is without a segment where ticks are long, as of thumbnails. */
    private static long periodEnd(SegmentTemplate template, Duration periodDuration) throws ManifestException {
        if (periodDuration == null) {
            throw new ManifestException("malformed MPD: the number of segments depends on the duration of the period,"
                    + " and neither Period@duration nor MPD@mediaPresentationDuration says it");
        }
        return ticks(template, periodDuration);
    }

    /** The media time so long after the start of the period. */
    private static long ticks(SegmentTemplate template, Duration sinceStart) {
        BigInteger nanos = BigInteger.valueOf(sinceStart.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(sinceStart.getNano()));
        long ticks = nanos.multiply(BigInteger.valueOf(template.timescaleOrDefault()))
                .add(NANOS_PER_SECOND.subtract(BigInteger.ONE))
                .divide(NANOS_PER_SECOND)
                .longValueExact();
        return Math.addExact(template.presentationTimeOffsetOrDefault(), ticks);
    }
}
