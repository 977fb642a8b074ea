package org.rundelta.cli;

import org.rundelta.packager.PackageListener;

/** Shows how many segments are encoded. */
final class SegmentProgress implements PackageListener, AutoCloseable {
    private final String task;
    private final OutputOptions output;
    private volatile Progress progress = Progress.SILENT;

    SegmentProgress(String task, OutputOptions output) {
        this.task = task;
        this.output = output;
    }

    @Override
    public void started(long segments) {
        progress.close();
        progress = output.progress(task, segments);
    }

    @Override
    public void kept(int segments) {
        output.message(segments + " segments of the interrupted run are kept");
    }

    @Override
    public void segmentDone() {
        progress.step(1);
    }

    @Override
    public void close() {
        progress.close();
    }
}
