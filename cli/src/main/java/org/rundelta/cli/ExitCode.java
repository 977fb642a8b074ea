package org.rundelta.cli;

/** How a run ends; part of the contract with scripts. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
