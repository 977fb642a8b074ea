package org.rundelta.rate;

import java.util.Locale;
import org.rundelta.codec.PictureOptions;

/**
 * Codes pictures as they come, without knowing what follows: a bucket that empties at the bitrate stays about a quarter full. A
 * picture that would overflow it is coded again, coarser, or left out; while nothing changes, what is coarse is refined until it
 * is exact.
 */
public final class LiveRate implements PictureRate {
    /** Seconds of the bitrate that may be ahead of their time. */
    private static final double AHEAD = 2;

    /** How full the bucket should be. */
    private static final double FILL = 0.25;

    /** Seconds in which it gets there. */
    private static final double RETURN = 1;

    /** Of its share, the least that a picture is given. */
    private static final double LEAST_SHARE = 0.1;

    /** What the last picture weighs in what the next is expected to take. */
    private static final double NEWEST = 0.2;

    private static final int FINEST = 8;

    /** The most that a quantiser rises or falls from one picture to the next. */
    private static final int MOST_STEP = 4;

    private static final double USUAL_INTERVAL = 0.04;

    private final RateTarget target;
    private final Bucket average;
    /** Null for no cap. */
    private final Bucket cap;

    private double time;
    private double interval = USUAL_INTERVAL;
    private boolean started;
    private Choice choice;
    private double photo;
    private double other;

    /**
     * For one title.
     *
     * @param pixelsPerSecond of its pictures, about
     */
    public LiveRate(RateTarget target, double pixelsPerSecond) {
        this.target = target;
        average = new Bucket(target.bitrate(), AHEAD * target.bitrate(), 0, 0);
        cap = target.isCapped() ? new Bucket(target.maxrate(), target.bufsize(), 0, 0) : null;
        choice = new Choice(Quantisers.guess(target.bitrate(), pixelsPerSecond), false);
    }

    /** That of the first picture. */
    public int quantiser() {
        return choice.quantiser();
    }

    @Override
    public PictureOptions next(double seconds) {
        average.advance(seconds);
        if (cap != null) {
            cap.advance(seconds);
        }
        if (started) {
            interval = seconds - time;
            choice = new Choice(nextQuantiser(), false);
        }
        time = seconds;
        return choice.options(started ? refinements() : 0);
    }

    /** Bits that the next picture should take. */
    private double wanted() {
        double share = target.bitrate() * interval;
        double more = (FILL * AHEAD * target.bitrate() - average.fill()) * interval / RETURN;
        return Math.max(LEAST_SHARE * share, share + more);
    }

    private int nextQuantiser() {
        double left = wanted() - other;
        double exact = left <= 0 ? Quantisers.COARSEST : photo <= 0 ? FINEST : RateLaw.USUAL.ofScale(left / photo);
        double near = Math.min(Math.max(exact, choice.quantiser() - MOST_STEP), choice.quantiser() + MOST_STEP);
        return (int) Math.round(Math.min(Math.max(near, FINEST), Quantisers.COARSEST));
    }

    private int refinements() {
        double expected = other + photo * RateLaw.USUAL.scale(choice.quantiser());
        return Choice.refinements(Math.min(wanted(), room()) - expected);
    }

    private double room() {
        return cap == null ? average.room() : Math.min(average.room(), cap.room());
    }

    @Override
    public boolean mayRefuse() {
        return true;
    }

    @Override
    public Verdict judge(CodedSize size) throws RateException {
        double room = room();
        if (size.bits() <= room) {
            take(size);
            return Verdict.TAKE;
        }
        if (!choice.isLast()) {
            choice = choice.coarser(size, room);
            return Verdict.again(choice.options(0));
        }
        if (!size.keyframe() && size.bits() > CodedSize.LEFT_OUT) {
            return Verdict.SKIP;
        }
        throw new RateException(String.format(
                Locale.ROOT,
                "the picture at %.3f s takes %d bits at its coarsest, and there is room for %.0f; give a higher bitrate%s or a"
                        + " smaller size",
                time,
                size.bits(),
                room,
                cap == null ? "" : ", a larger bufsize"));
    }

    private void take(CodedSize size) {
        double atZero = size.photoBits() / RateLaw.USUAL.scale(choice.quantiser());
        boolean isUsual = started && !size.keyframe();
        photo += (isUsual ? NEWEST : 0) * (atZero - photo);
        other += (isUsual ? NEWEST : 0) * (size.otherBits() - other);
        started = true;
        average.add(size.bits());
        if (cap != null) {
            cap.add(size.bits());
        }
    }
}
