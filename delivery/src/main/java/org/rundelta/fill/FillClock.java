package org.rundelta.fill;

import java.time.Instant;

/** The time by which edges are filled. */
interface FillClock {
    /** The time of this machine. */
    FillClock SYSTEM = new FillClock() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(long ms) throws InterruptedException {
            Thread.sleep(ms);
        }
    };

    Instant now();

    void sleep(long ms) throws InterruptedException;
}
