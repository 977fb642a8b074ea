package org.rundelta.player;

/** Holds back what comes in, as a slower network would. Times are those of the playback's clock, in ms. */
public interface Throttle {
    /** Holds nothing back. */
    Throttle NONE = new Throttle() {
        @Override
        public double request(double nowMs) {
            return nowMs;
        }

        @Override
        public double transfer(double bits, double nowMs) {
            return nowMs;
        }
    };

    /**
     * A request is sent.
     *
     * @return when the first byte of the answer may be there
     */
    double request(double nowMs);

    /**
     * More of the answer came.
     *
     * @return when it may be there
     */
    double transfer(double bits, double nowMs);
}
