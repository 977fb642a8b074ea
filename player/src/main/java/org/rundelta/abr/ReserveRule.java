package org.rundelta.abr;

/**
 * A rule that is told of half a second less than is buffered. Rules take a segment to be shown the moment it is there, and
 * some have it come at that moment; where it is decoded before that, and all may falter for a moment, that is a stall of a
 * frame or two.
 */
public final class ReserveRule implements AbrRule {
    private static final double RESERVE_MS = 500;

    private final AbrRule rule;

    /** The same rule with a reserve. */
    public ReserveRule(AbrRule rule) {
        this.rule = rule;
    }

    private static double told(double bufferMs) {
        return Math.max(0, bufferMs - RESERVE_MS);
    }

    @Override
    public Decision decide(Observation seen) {
        return rule.decide(new Observation(seen.segment(), told(seen.bufferMs()), seen.throughput()));
    }

    @Override
    public int abandon(Download soFar, double bufferMs) {
        return rule.abandon(soFar, told(bufferMs));
    }

    @Override
    public void finished(Download download, double bufferMs) {
        rule.finished(download, told(bufferMs));
    }

    @Override
    public void abandoned(Download download, int lower, double bufferMs) {
        rule.abandoned(download, lower, told(bufferMs));
    }

    @Override
    public void waited(double ms) {
        rule.waited(ms);
    }
}
