package org.rundelta.simulate;

import org.rundelta.abr.Download;
import org.rundelta.abr.Title;
import org.rundelta.player.SegmentFetcher;

/** Fetches segments over a simulated network: their sizes, that is. */
final class SimulatedFetcher implements SegmentFetcher {
    /** A download is looked at again after so many bits and so long. */
    private static final double PROGRESS_BITS = 12_000;

    private static final double PROGRESS_MS = 50;

    private final Title title;
    private final Network network;

    SimulatedFetcher(Title title, Network network) {
        this.title = title;
        this.network = network;
    }

    @Override
    public Download fetch(int segment, int rung, Watcher watcher) {
        network.request();
        double firstByteMs = network.elapsedMs();
        double size = title.sizeBits(segment, rung);
        double progressMs = PROGRESS_MS - firstByteMs;
        double received = 0;
        while (true) {
            received += watcher == Watcher.PATIENT
                    ? network.transfer(size, size, 0)
                    : network.transfer(size - received, PROGRESS_BITS, progressMs);
            progressMs = PROGRESS_MS;
            Download download = new Download(segment, rung, size, received, network.elapsedMs(), firstByteMs);
            if (download.isComplete() || !watcher.goesOn(download)) {
                return download;
            }
        }
    }

    @Override
    public Download replace(int segment, int rung, double mostMs) {
        return fetch(segment, rung, soFar -> soFar.elapsedMs() < mostMs);
    }
}
