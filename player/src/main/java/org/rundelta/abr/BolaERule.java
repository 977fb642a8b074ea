package org.rundelta.abr;

/**
 * BOLA-E: BOLA that starts with the rung the throughput sustains. It adds a placeholder to the buffer level, as if so much
 * more had been downloaded, which shrinks when downloads are slow and grows while it waits: Spiteri, Sitaraman and
 * Sparacio, From Theory to Practice (MMSys 2018). With the insufficient buffer rule.
 */
final class BolaERule implements AbrRule {
    /** The buffer level up to which the lowest rung is preferred. */
    private static final double LOWEST_MS = 10_000;

    /** How much more buffer each rung of the ladder wants at least. */
    private static final double PER_RUNG_MS = 2_000;

    private final Title title;
    private final InsufficientBuffer insufficientBuffer;
    private final double gammaP;
    private final double v;

    /** 1 for the lowest rung. */
    private final double[] utilities;

    private boolean isStarted;
    private double placeholderMs;
    private int last;

    /** @param title with rungs of different bitrates */
    BolaERule(Title title, double maxBufferMs) {
        this.title = title;
        insufficientBuffer = new InsufficientBuffer(title);
        double targetMs = Math.max(maxBufferMs, LOWEST_MS + PER_RUNG_MS * title.rungs());
        utilities = new double[title.rungs()];
        double offset = 1 - Math.log(title.bitrateKbps(0));
        for (int rung = 0; rung < utilities.length; rung++) {
            utilities[rung] = Math.log(title.bitrateKbps(rung)) + offset;
        }
        gammaP = (utilities[utilities.length - 1] - 1) / (targetMs / LOWEST_MS - 1);
        v = LOWEST_MS / gammaP;
    }

    @Override
    public Decision decide(Observation seen) {
        if (!seen.throughput().isKnown()) {
            return Decision.of(0);
        }
        int sustained = SustainableRung.of(
                title, seen.throughput().kbps(), seen.throughput().latencyMs());
        if (!isStarted) {
            isStarted = true;
            placeholderMs = Math.max(0, leastBufferMs(sustained) - seen.bufferMs());
            return Decision.of(sustained);
        }
        int rung = byBuffer(seen.bufferMs() + placeholderMs);
        if (rung > last && rung > sustained) {
            rung = Math.max(last, sustained) + 1;
        }
        double pauseMs = pause(rung, seen.bufferMs());
        int allowed = insufficientBuffer.limit(rung, seen);
        if (allowed < rung) {
            shrinkPlaceholder(leastBufferMs(allowed), seen.bufferMs());
            return Decision.of(allowed);
        }
        return new Decision(rung, pauseMs);
    }

    /** Waits where the buffer is fuller than the rung wants it, first by giving up the placeholder. */
    private double pause(int rung, double bufferMs) {
        double above = bufferMs + placeholderMs - mostBufferMs(rung);
        if (above <= 0) {
            return 0;
        }
        double given = Math.min(above, placeholderMs);
        placeholderMs -= given;
        return rung == title.rungs() - 1 ? 0 : above - given;
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
        return (mostBufferMs(rung) - bufferMs) / cost;
    }

    /** The level above which a rung is not worth fetching. */
    private double mostBufferMs(int rung) {
        return v * (utilities[rung] + gammaP);
    }

    /** The level from which on a rung is preferred to all below it. */
    private double leastBufferMs(int rung) {
        double level = 0;
        double bitrate = title.bitrateKbps(rung);
        for (int lower = 0; lower < rung; lower++) {
            double other = title.bitrateKbps(lower);
            if (other < bitrate) {
                double crossing = (bitrate * utilities[lower] - other * utilities[rung]) / (bitrate - other);
                level = Math.max(level, v * (gammaP + crossing));
            }
        }
        return level;
    }

    private void shrinkPlaceholder(double wantedMs, double bufferMs) {
        placeholderMs = Math.min(placeholderMs, Math.max(0, wantedMs - bufferMs));
    }

    @Override
    public void waited(double ms) {
        placeholderMs += ms;
    }

    @Override
    public void finished(Download download, double bufferMs) {
        last = download.rung();
        double before = bufferMs + download.elapsedMs();
        shrinkPlaceholder(mostBufferMs(download.rung()), before);
        placeholderMs = Math.max(placeholderMs, leastBufferMs(download.rung()) - before);
    }

    @Override
    public void abandoned(Download download, int lower, double bufferMs) {
        last = download.rung();
        shrinkPlaceholder(lower > 0 ? leastBufferMs(lower) : LOWEST_MS, bufferMs);
    }

    @Override
    public int abandon(Download soFar, double bufferMs) {
        if (soFar.receivedBits() <= 0) {
            return KEEP;
        }
        // What is left once another request would have been answered.
        double level = Math.max(0, bufferMs + placeholderMs - soFar.firstByteMs());
        double remaining = soFar.remainingBits() - soFar.firstByteMs() * soFar.throughputKbps();
        if (remaining <= 0) {
            return KEEP;
        }
        int best = KEEP;
        double bestScore = score(soFar.rung(), level, remaining);
        for (int rung = 0; rung < soFar.rung(); rung++) {
            double size = NominalSize.of(title, soFar, rung);
            double score = score(rung, level, size);
            if (size < remaining && score > bestScore) {
                best = rung;
                bestScore = score;
            }
        }
        return best;
    }
}
