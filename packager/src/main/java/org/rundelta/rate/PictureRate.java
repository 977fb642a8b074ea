package org.rundelta.rate;

import org.rundelta.codec.PictureOptions;

/** Decides how pictures are coded, one after the other. */
public interface PictureRate {
    /** What is to become of a coded picture. */
    enum Kind {
        TAKE,
        AGAIN,
        SKIP
    }

    /**
     * What is to become of a coded picture.
     *
     * @param options with which to code it again, or null
     */
    record Verdict(Kind kind, PictureOptions options) {
        static final Verdict TAKE = new Verdict(Kind.TAKE, null);
        static final Verdict SKIP = new Verdict(Kind.SKIP, null);

        static Verdict again(PictureOptions options) {
            return new Verdict(Kind.AGAIN, options);
        }
    }

    /**
     * How to code the next picture.
     *
     * @param seconds its time
     */
    PictureOptions next(double seconds);

    /** Whether nothing can come of it any more, so that what follows need not be coded. */
    default boolean isHopeless() {
        return false;
    }

    /** Whether that picture may have to be coded again. */
    boolean mayRefuse();

    /**
     * Judges what came of it. After a refusal, what comes then is judged too.
     *
     * @throws RateException if it cannot be made to fit
     */
    Verdict judge(CodedSize size) throws RateException;
}
