package org.rundelta.cdn;

/**
 * What came of one policy, without the warm-up. Missed is what the edge that comes first for a viewer did not serve, whoever did.
 *
 * @param requests of viewers
 * @param hits requests that some edge served whole
 * @param bytes to viewers
 * @param hitBytes of them, from edges; the rest is from the origin
 * @param neverBytes missed because they had never been there
 * @param evictedBytes missed because they had gone
 * @param downBytes missed because the edge was down
 * @param filledBytes that came ahead, on all days, the first included
 * @param fillSeconds how long that takes at first with the uplinks
 * @param peakUplink of the origin, in bits/s, over the minute with most
 * @param startupSeconds mean of what viewers wait for the first segment
 * @param startupSeconds95 what 95 of 100 wait at most
 * @param originBytesByHour with the warm-up
 */
public record CdnResult(
        CdnPolicy policy,
        long requests,
        long hits,
        long bytes,
        long hitBytes,
        long neverBytes,
        long evictedBytes,
        long downBytes,
        long filledBytes,
        double fillSeconds,
        long peakUplink,
        double startupSeconds,
        double startupSeconds95,
        long[] originBytesByHour) {
    /** Share of the requests. */
    public double hitRatio() {
        return share(hits, requests);
    }

    /** Share of the bytes. */
    public double byteHitRatio() {
        return share(hitBytes, bytes);
    }

    /** From the origin to edges on a miss. */
    public long originBytes() {
        return bytes - hitBytes;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
