package org.rundelta.rate;

import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * What is known of a title before it is read.
 *
 * @param seconds its length
 * @param segments their number; of some there may be no pictures
 * @param segmentSeconds length of each segment but the last
 * @param pixelsPerSecond of its pictures, about
 */
public record TitleShape(double seconds, long segments, double segmentSeconds, double pixelsPerSecond) {
    /** Multiples of it, without their whole parts, fill the range from 0 to 1 evenly, however many there are. */
    private static final double GOLDEN = 0.6180339887498949;

    /** Length of a segment. */
    double seconds(long number) {
        return Math.min(segmentSeconds, Math.max(0, seconds - number * segmentSeconds));
    }

    /** A part of the segments, evenly spread: those from one fraction of the title to another, in an order of its own. */
    LongPredicate part(double from, double to) {
        return number -> {
            double place = number * GOLDEN % 1;
            return place >= from && place < to;
        };
    }

    /** Numbers of the segments. */
    LongStream numbers() {
        return LongStream.range(0, segments);
    }
}
