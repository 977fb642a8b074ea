package org.rundelta.abr;

/**
 * By the buffer alone: the lowest rung up to a reservoir, the highest from nine tenths on, and in between a bitrate that
 * rises in a straight line, from rung to rung only once it passes the next: BBA-0 of Huang, Johari, McKeown, Trunnell and
 * Watson, A Buffer-Based Approach to Rate Adaptation (SIGCOMM 2014). Its levels of 90, 216 and 240 s are taken as shares of
 * the highest level at which it is asked.
 */
final class BbaRule implements AbrRule {
    private static final double RESERVOIR = 90.0 / 240;
    private static final double UPPER = 216.0 / 240;

    private final Title title;
    private final double fullMs;
    private int last;

    BbaRule(Title title, double maxBufferMs) {
        this.title = title;
        fullMs = maxBufferMs - title.segmentMs();
    }

    @Override
    public Decision decide(Observation seen) {
        int top = title.rungs() - 1;
        double above = seen.bufferMs() / fullMs - RESERVOIR;
        double share = Math.max(0, Math.min(1, above / (UPPER - RESERVOIR)));
        double bitrate = title.bitrateKbps(0) + share * (title.bitrateKbps(top) - title.bitrateKbps(0));
        while (last < top && bitrate >= title.bitrateKbps(last + 1)) {
            last++;
        }
        while (last > 0 && bitrate <= title.bitrateKbps(last - 1)) {
            last--;
        }
        return Decision.of(last);
    }
}
