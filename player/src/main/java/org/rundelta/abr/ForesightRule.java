package org.rundelta.abr;

/**
 * Chooses what is worth most over the next segments, whose true sizes it knows, with the throughput uncertain and the
 * choices after this one free: a model-predictive rule over the levels of a {@link ThroughputForecast}. A download is
 * abandoned when that is worth more than going on, and than waiting a second to see whether the network recovers.
 */
public final class ForesightRule implements AbrRule {
    /** Before bits have come for that long, nothing is concluded from their throughput. */
    private static final double GRACE_MS = 300;

    /** A dip that has lasted so long will last with a probability of a half. */
    private static final double EVEN_ODDS_MS = 1500;

    private static final double WAIT_MS = 1000;

    private final Title title;
    private final BufferWorth worth;
    private final ThroughputForecast forecast;

    /** A rule for one playback. */
    public ForesightRule(Title title, double maxBufferMs) {
        this.title = title;
        worth = new BufferWorth(title, maxBufferMs);
        forecast = new ThroughputForecast(title);
    }

    @Override
    public Decision decide(Observation seen) {
        if (!seen.throughput().isKnown()) {
            return Decision.of(0);
        }
        worth.compute(seen.segment(), forecast, seen.throughput().latencyMs());
        double[] likely = ThroughputForecast.first();
        int best = 0;
        double bestWorth = Double.NEGATIVE_INFINITY;
        for (int rung = 0; rung < title.rungs(); rung++) {
            double sum = 0;
            for (int level = 0; level < likely.length; level++) {
                double ms = worth.downloadMs(seen.segment(), rung, forecast.kbps(level));
                sum += likely[level] * worth.of(seen.segment(), rung, ms, seen.bufferMs(), level);
            }
            if (sum > bestWorth) {
                best = rung;
                bestWorth = sum;
            }
        }
        return Decision.of(best);
    }

    @Override
    public void finished(Download download, double bufferMs) {
        forecast.add(download);
    }

    @Override
    public void abandoned(Download download, int lower, double bufferMs) {
        forecast.add(download);
    }

    @Override
    public int abandon(Download soFar, double bufferMs) {
        if (soFar.receivedBits() <= 0 || soFar.transferMs() < GRACE_MS) {
            return KEEP;
        }
        double dip = soFar.throughputKbps();
        double usual = forecast.meanKbps();
        if (dip >= usual) {
            return KEEP;
        }
        double lasts = soFar.transferMs() / (soFar.transferMs() + EVEN_ODDS_MS);
        int dipLevel = forecast.levelOf(dip);
        int usualLevel = forecast.levelOf(usual);
        int segment = soFar.segment();
        int best = KEEP;
        double bestWorth = Double.NEGATIVE_INFINITY;
        double laterWorth = Double.NEGATIVE_INFINITY;
        for (int rung = 0; rung < soFar.rung(); rung++) {
            if (title.sizeBits(segment, rung) < soFar.remainingBits()) {
                double dipMs = soFar.firstByteMs() + title.sizeBits(segment, rung) / dip;
                double usualMs = soFar.firstByteMs() + title.sizeBits(segment, rung) / usual;
                double now = lasts * worth.of(segment, rung, dipMs, bufferMs, dipLevel)
                        + (1 - lasts) * worth.of(segment, rung, usualMs, bufferMs, usualLevel);
                laterWorth = Math.max(laterWorth, worth.of(segment, rung, WAIT_MS + dipMs, bufferMs, dipLevel));
                if (now > bestWorth) {
                    best = rung;
                    bestWorth = now;
                }
            }
        }
        double toTheEnd = worth.of(segment, soFar.rung(), soFar.remainingBits() / dip, bufferMs, dipLevel);
        double recovered = worth.of(segment, soFar.rung(), soFar.remainingBits() / usual, bufferMs, usualLevel);
        double goingOn = lasts * Math.max(laterWorth, toTheEnd) + (1 - lasts) * recovered;
        return bestWorth > goingOn ? best : KEEP;
    }
}
