package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rundelta.cdn.CdnResult;

/**
 * The JSON report of {@code cdn simulate}. docs/cdn-simulation.md defines the measures.
 *
 * @param rows one for each exponent, capacity and policy, in this order
 */
record CdnSimulateReport(List<Row> rows) {
    private static final String HEAD = "zipf,capacity,policy,requests,hitRatio,byteHitRatio,bytes,originBytes,"
            + "missedNeverShare,missedEvictedShare,missedDownShare,filledBytes,fillSeconds,peakUplink,startupSeconds,"
            + "startupSeconds95,originBytesByHour";

    /**
     * One run.
     *
     * @param zipf null of a trace
     * @param missedNeverShare of the bytes, like the next two: what the first edge for a viewer did not serve, and why
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            Double zipf,
            double capacity,
            String policy,
            long requests,
            double hitRatio,
            double byteHitRatio,
            long bytes,
            long originBytes,
            double missedNeverShare,
            double missedEvictedShare,
            double missedDownShare,
            long filledBytes,
            double fillSeconds,
            long peakUplink,
            double startupSeconds,
            double startupSeconds95,
            long[] originBytesByHour) {

        static Row of(Double zipf, double capacity, CdnResult result) {
            double bytes = Math.max(1, result.bytes());
            return new Row(
                    zipf,
                    capacity,
                    result.policy().id(),
                    result.requests(),
                    result.hitRatio(),
                    result.byteHitRatio(),
                    result.bytes(),
                    result.originBytes(),
                    result.neverBytes() / bytes,
                    result.evictedBytes() / bytes,
                    result.downBytes() / bytes,
                    result.filledBytes(),
                    result.fillSeconds(),
                    result.peakUplink(),
                    result.startupSeconds(),
                    result.startupSeconds95(),
                    result.originBytesByHour());
        }

        private String csv() {
            return String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%d,%.6f,%.6f,%d,%d,%.6f,%.6f,%.6f,%d,%.3f,%d,%.4f,%.4f,%s%n",
                    zipf == null ? "" : zipf,
                    capacity,
                    policy,
                    requests,
                    hitRatio,
                    byteHitRatio,
                    bytes,
                    originBytes,
                    missedNeverShare,
                    missedEvictedShare,
                    missedDownShare,
                    filledBytes,
                    fillSeconds,
                    peakUplink,
                    startupSeconds,
                    startupSeconds95,
                    Arrays.stream(originBytesByHour).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        }
    }

    /** All rows as CSV with a head. */
    String csv() {
        StringBuilder csv = new StringBuilder(HEAD).append(System.lineSeparator());
        rows.forEach(row -> csv.append(row.csv()));
        return csv.toString();
    }
}
