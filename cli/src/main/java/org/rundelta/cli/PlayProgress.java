package org.rundelta.cli;

import org.rundelta.player.ClientListener;
import org.rundelta.player.ClientReport;

/** Shows how a playback gets on: segments, and the representation of the last. */
final class PlayProgress implements ClientListener, AutoCloseable {
    private final OutputOptions output;
    private Progress progress = Progress.SILENT;

    PlayProgress(OutputOptions output) {
        this.output = output;
    }

    @Override
    public void opened(int segments) {
        progress = output.progress("play", segments);
    }

    @Override
    public void fetched(ClientReport.Source source) {
        progress.detail(source.representation());
        progress.step(1);
    }

    @Override
    public void close() {
        progress.close();
    }
}
