package org.rundelta.cli;

import org.rundelta.compare.ComparisonListener;

/** Shows which codec works, and on which run. */
final class CompareProgress implements ComparisonListener, AutoCloseable {
    private final Progress progress;

    CompareProgress(OutputOptions output, long passes) {
        progress = output.progress("compare", passes);
    }

    @Override
    public void started(String codec, int run) {
        progress.detail(run == 0 ? codec + ", warm-up" : codec + ", run " + run);
    }

    @Override
    public void passDone() {
        progress.step(1);
    }

    @Override
    public void close() {
        progress.close();
    }
}
