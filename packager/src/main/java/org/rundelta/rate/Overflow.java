package org.rundelta.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A segment in which the bucket overflows.
 *
 * @param busy numbers of the segments since the bucket was last empty, this one last
 * @param bits too many, where it is worst
 * @param sent bits of this segment until then
 */
record Overflow(List<Long> busy, double bits, double sent) {
    /** Lets all frames run through the bucket; after an overflow, as if it had been put right. */
    static List<Overflow> find(SortedMap<Long, SentSegment> segments, RateTarget target) {
        List<Overflow> found = new ArrayList<>();
        List<Long> busy = new ArrayList<>();
        Bucket bucket = new Bucket(target.maxrate(), target.bufsize(), 0, 0);
        for (Map.Entry<Long, SentSegment> entry : segments.entrySet()) {
            SentSegment segment = entry.getValue();
            busy.add(entry.getKey());
            double sent = 0;
            Overflow worst = null;
            for (int i = 0; i < segment.times().length; i++) {
                bucket.advance(segment.times()[i]);
                if (bucket.fill() == 0 && worst == null) {
                    busy.subList(0, busy.size() - 1).clear();
                    sent = 0;
                }
                bucket.add((double) segment.frameBits()[i]);
                sent += segment.frameBits()[i];
                if (-bucket.room() > (worst == null ? 0 : worst.bits())) {
                    worst = new Overflow(List.copyOf(busy), -bucket.room(), sent);
                }
            }
            if (worst != null) {
                found.add(worst);
                bucket = new Bucket(
                        target.maxrate(),
                        target.bufsize(),
                        bucket.fill() - worst.bits(),
                        segment.times()[segment.times().length - 1]);
            }
        }
        return found;
    }
}
