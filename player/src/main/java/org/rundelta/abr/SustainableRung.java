package org.rundelta.abr;

/** The best rung that a network sustains: its segments arrive, latency included, in no more time than they play. */
final class SustainableRung {
    private SustainableRung() {}

    static int of(Title title, double throughputKbps, double latencyMs) {
        double segmentMs = title.segmentMs();
        int rung = 0;
        while (rung + 1 < title.rungs()
                && latencyMs + segmentMs * title.bitrateKbps(rung + 1) / throughputKbps <= segmentMs) {
            rung++;
        }
        return rung;
    }
}
