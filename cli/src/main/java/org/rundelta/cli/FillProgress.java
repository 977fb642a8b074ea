package org.rundelta.cli;

import org.rundelta.fill.FillListener;
import org.rundelta.fill.FillWindow;

/** Shows how a fill gets on. */
final class FillProgress implements FillListener, AutoCloseable {
    private final OutputOptions output;
    private Progress progress = Progress.SILENT;
    private long bytesShown = -1;
    private boolean isWaiting;

    FillProgress(OutputOptions output) {
        this.output = output;
    }

    @Override
    public synchronized void progress(long bytesDone, long bytesTotal) {
        if (bytesShown < 0) {
            progress = output.byteProgress("fill", bytesTotal);
            bytesShown = 0;
        }
        progress.step(bytesDone - bytesShown);
        bytesShown = bytesDone;
        isWaiting = false;
    }

    @Override
    public synchronized void waiting(FillWindow window) {
        if (!isWaiting) {
            output.message(
                    "waiting for " + window.from() + " " + window.zone() + ", when the window opens; --now does not");
            isWaiting = true;
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
