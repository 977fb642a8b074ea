package org.rundelta.cli;

/** How far a command is; safe to step from several threads. Closing it leaves the terminal clean. */
interface Progress extends AutoCloseable {

    /** Shows nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void step(long steps) {}

        @Override
        public void detail(String detail) {}

        @Override
        public void close() {}
    };

    /** Reports {@code steps} more steps done. */
    void step(long steps);

    /** Says what is being done now, in a few words. */
    void detail(String detail);

    @Override
    void close();
}
