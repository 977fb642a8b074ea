package org.rundelta.hls;

import java.time.Duration;
import java.util.List;

/**
 * The peak segment bit rate (RFC 8216bis, 4.1): the most bits per second of any segments in a row that together last from
 * half to one and a half target durations; of all segments, if no such row is there.
 */
public final class PeakBitrate {
    private PeakBitrate() {}

    /**
     * Bits per second, rounded up, at least 1.
     *
     * @param bytes of each segment
     * @param durations of each segment
     * @param targetDuration seconds
     */
    public static long of(List<Long> bytes, List<Duration> durations, long targetDuration) {
        double least = 0.5 * targetDuration;
        double most = 1.5 * targetDuration;
        double peak = 0;
        for (int first = 0; first < bytes.size(); first++) {
            double seconds = 0;
            long sum = 0;
            for (int i = first; i < bytes.size() && seconds <= most; i++) {
                seconds += seconds(durations.get(i));
                sum += bytes.get(i);
                if (seconds >= least && seconds <= most) {
                    peak = Math.max(peak, sum * 8 / seconds);
                }
            }
        }
        return peak > 0 ? (long) Math.ceil(peak) : average(bytes, durations);
    }

    /**
     * Bits per second over all segments, rounded up, at least 1.
     *
     * @param bytes of each segment
     * @param durations of each segment
     */
    public static long average(List<Long> bytes, List<Duration> durations) {
        double seconds = durations.stream().mapToDouble(PeakBitrate::seconds).sum();
        long sum = bytes.stream().mapToLong(Long::longValue).sum();
        return seconds > 0 ? Math.max(1, (long) Math.ceil(sum * 8 / seconds)) : 1;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
