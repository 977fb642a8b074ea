package org.rundelta.abr;

/**
 * BOLA: the rung with the greatest {@code (V (utility + gamma p) - buffer level) / bitrate}, a choice by the buffer alone
 * that is near the best possible over time: Spiteri, Urgaonkar and Sitaraman, BOLA (INFOCOM 2016). With what its authors
 * added: V is small at the start and the end of a title, where the buffer cannot or need not be full (BOLA-FINITE), and it
 * climbs at most one rung above what the throughput sustains (BOLA-U).
 */
final class BolaRule implements AbrRule {
    /** Playback counts as much as so many segments of the unit of utility; how much stalls are avoided. */
    private static final double GAMMA_P = 5;

    /** The buffer is taken to hold at least so many segments. */
    private static final double FEWEST_SEGMENTS = 3;

    private final Title title;
    private final double maxBufferMs;
    private double v;
    private int last;

    BolaRule(Title title, double maxBufferMs) {
        this.title = title;
        this.maxBufferMs = maxBufferMs;
    }

    @Override
    public Decision decide(Observation seen) {
        if (!seen.throughput().isKnown()) {
            return Decision.of(0);
        }
        v = v(seen.segment());
        int rung = byBuffer(seen.bufferMs());
        if (rung > last) {
            int sustained = SustainableRung.of(
                    title, seen.throughput().kbps(), seen.throughput().latencyMs());
            if (rung > sustained) {
                rung = last > sustained ? last : sustained + 1;
            }
        }
        last = rung;
        return Decision.of(rung);
    }

    private double v(int segment) {
        double segments = Math.max(Math.min(segment, title.segments() - segment) / 2.0, FEWEST_SEGMENTS);
        double bufferMs = Math.min(maxBufferMs, segments * title.segmentMs());
        return (bufferMs - title.segmentMs()) / (title.utility(title.rungs() - 1) + GAMMA_P);
    }

    private int byBuffer(double bufferMs) {
        int best = 0;
        for (int rung = 1; rung < title.rungs(); rung++) {
            if (score(rung, bufferMs, title.bitrateKbps(rung)) > score(best, bufferMs, title.bitrateKbps(best))) {
                best = rung;
            }
        }
        return best;
    }

    private double score(int rung, double bufferMs, double cost) {
        return (v * (title.utility(rung) + GAMMA_P) - bufferMs) / cost;
    }

    @Override
    public int abandon(Download soFar, double bufferMs) {
        double remaining = soFar.remainingBits();
        if (soFar.receivedBits() <= 0) {
            return KEEP;
        }
        int best = KEEP;
        double bestScore = score(soFar.rung(), bufferMs, remaining);
        if (bestScore < 0) {
            return KEEP;
        }
        for (int rung = 0; rung < soFar.rung(); rung++) {
            double size = NominalSize.of(title, soFar, rung);
            double score = score(rung, bufferMs, size);
            if (size < remaining && score > bestScore) {
                best = rung;
                bestScore = score;
            }
        }
        return best;
    }

    @Override
    public void abandoned(Download download, int lower, double bufferMs) {
        last = lower;
    }
}
