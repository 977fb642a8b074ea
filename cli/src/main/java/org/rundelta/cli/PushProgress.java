package org.rundelta.cli;

import java.util.Locale;
import org.rundelta.push.PushListener;

/** Shows how a push gets on; for a dry run, lists what would be done. */
final class PushProgress implements PushListener, AutoCloseable {
    private final OutputOptions output;
    private final boolean dryRun;
    private Progress progress = Progress.SILENT;
    private long bytesShown = -1;

    PushProgress(OutputOptions output, boolean dryRun) {
        this.output = output;
        this.dryRun = dryRun;
    }

    @Override
    public void progress(long bytesDone, long bytesTotal) {
        if (bytesShown < 0) {
            progress = output.byteProgress("push", bytesTotal);
            bytesShown = 0;
        }
        progress.step(bytesDone - bytesShown);
        bytesShown = bytesDone;
    }

    @Override
    public void planned(String target, Action action, String path) {
        if (dryRun && action != Action.SKIP) {
            output.message(target + ": would " + action.name().toLowerCase(Locale.ROOT) + " " + path);
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
