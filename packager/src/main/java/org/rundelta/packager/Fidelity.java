package org.rundelta.packager;

import java.util.OptionalInt;

/** How near to the source a rung must come; each kind is a key of the ladder file. */
public sealed interface Fidelity {
    /** The greatest rate in bits per second, that of {@code @bandwidth} in a manifest. */
    long MAX_RATE = 0xFFFF_FFFFL;

    /** Its key in the ladder file. */
    String key();

    /** The tolerance it sets, 0 for lossless; empty if it does not bound the error of a pixel. */
    OptionalInt tolerance();

    /** Every pixel exact. */
    record Lossless() implements Fidelity {
        @Override
        public String key() {
            return "lossless";
        }

        @Override
        public OptionalInt tolerance() {
            return OptionalInt.of(0);
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
        public OptionalInt tolerance() {
            return OptionalInt.of(limit);
        }
    }

    /**
     * Constant quality.
     *
     * @param value 0 to 100, 100 the best
     */
    record Quality(int value) implements Fidelity {
        static final int BEST = 100;

        public Quality {
            requireRange("quality", value, 0, BEST);
        }

        @Override
        public String key() {
            return "quality";
        }

        @Override
        public OptionalInt tolerance() {
            return OptionalInt.empty();
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

        @Override
        public OptionalInt tolerance() {
            return OptionalInt.empty();
        }
    }

    private static void requireRange(String key, long value, long least, long greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(key + " " + value + " is not from " + least + " to " + greatest);
        }
    }
}
