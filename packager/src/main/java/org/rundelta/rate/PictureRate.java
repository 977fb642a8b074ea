package org.rundelta.rate;

import java.util.Optional;
import org.rundelta.codec.PictureCost;
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
     * A picture of the segment that will be coded later.
     *
     * @param seconds its time
     * @param cost as of {@link org.rundelta.codec.Lookahead#add}
     */
    default void look(double seconds, Optional<PictureCost> cost) {}

    /**
     * How to code the next picture.
     *
     * @param seconds its time
     */
    PictureOptions next(double seconds);

    /** Whether what follows in the segment need not be coded: nobody will see it. */
    default boolean isDone() {
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
