package org.rundelta.packager;

import java.io.Serializable;
import org.rundelta.codec.Effort;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.rate.RateTarget;

/** How near to the source a rung must come; each kind is a key of the ladder file. */
public sealed interface Fidelity extends Serializable {
    /** The greatest rate in bits per second, that of {@code @bandwidth} in a manifest. */
    long MAX_RATE = 0xFFFF_FFFFL;

    /** Its key in the ladder file. */
    String key();

    /** How pictures are coded, unless a rate control decides. */
    EncoderOptions options(Effort effort);

    /** Whether another says the same, perhaps in other words. */
    default boolean isLike(Fidelity other) {
        boolean isRate = this instanceof Bitrate || other instanceof Bitrate;
        return isRate ? equals(other) : options(Effort.BALANCED).equals(other.options(Effort.BALANCED));
    }

    /** Every pixel exact. */
    record Lossless() implements Fidelity {
        @Override
        public String key() {
            return "lossless";
        }

        @Override
        public EncoderOptions options(Effort effort) {
            return new EncoderOptions(0, effort);
        }
    }

    /**
     * Near-lossless.
     *
     * @param limit the tolerance: greatest error of any channel of any pixel, 0 to 255
     */
    record MaxError(int limit) implements Fidelity {
        /** Above this every picture would do. */
        static final int GREATEST = 255;

        public MaxError {
            requireRange("max-error", limit, 0, GREATEST);
        }

        @Override
        public String key() {
            return "max-error";
        }

        @Override
        public EncoderOptions options(Effort effort) {
            return new EncoderOptions(limit, effort);
        }
    }

    /**
     * Constant quality: text and drawings exact, photographic blocks with one quantiser.
     *
     * @param value 0 to 100; 100 is lossless, 50 about what films are given elsewhere
     */
    record Quality(int value) implements Fidelity {
        static final int BEST = 100;

        /** That of quality 100, if it were not lossless: finer ones cost about as much as exact pixels. */
        private static final int FINEST_QUANTISER = 8;

        public Quality {
            requireRange("quality", value, 0, BEST);
        }

        /** Evenly spread, which is evenly in dB. */
        private int quantiser() {
            int steps = EncoderOptions.MAX_QUANTISER - FINEST_QUANTISER;
            return FINEST_QUANTISER + Math.round((float) (BEST - value) * steps / BEST);
        }

        @Override
        public String key() {
            return "quality";
        }

        @Override
        public EncoderOptions options(Effort effort) {
            int quantiser = value == BEST ? EncoderOptions.NO_QUANTISER : quantiser();
            return new EncoderOptions(0, quantiser, effort);
        }
    }

    /**
     * An average bitrate, capped by a leaky bucket.
     *
     * @param rate average in bits per second, 1 to {@link #MAX_RATE}
     * @param maxrate of the bucket in bits per second, at least {@code rate}; 0 for no bucket
     * @param bufsize of the bucket in bits; 0 for no bucket
     */
    record Bitrate(long rate, long maxrate, long bufsize) implements Fidelity {
        public Bitrate {
            requireRange("bitrate", rate, 1, MAX_RATE);
            requireRange("maxrate", maxrate, 0, MAX_RATE);
            requireRange("bufsize", bufsize, 0, MAX_RATE);
            if ((maxrate == 0) != (bufsize == 0)) {
                throw new IllegalArgumentException("maxrate and bufsize go together; give both or neither");
            }
            if (maxrate != 0 && maxrate < rate) {
                throw new IllegalArgumentException("maxrate " + maxrate + " is below bitrate " + rate);
            }
        }

        @Override
        public String key() {
            return "bitrate";
        }

        /** As rate control wants it. */
        RateTarget target() {
            return new RateTarget(rate, maxrate, bufsize);
        }

        @Override
        public EncoderOptions options(Effort effort) {
            return new EncoderOptions(0, 0, effort);
        }
    }

    private static void requireRange(String key, long value, long least, long greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(key + " " + value + " is not from " + least + " to " + greatest);
        }
    }
}
