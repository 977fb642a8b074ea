package org.rundelta.cli;

import java.net.InetSocketAddress;
import org.rundelta.swarm.PeerListener;

/** Shows how peers get on: a look at all that is there, then the pieces that come. */
final class SwarmProgress implements PeerListener, AutoCloseable {
    private final OutputOptions output;
    private final long bytes;
    private Progress checking;
    private Progress fetching = Progress.SILENT;
    private long unchecked;

    /**
     * Shows nothing yet.
     *
     * @param bytes of all files, of all peers
     */
    SwarmProgress(OutputOptions output, long bytes) {
        this.output = output;
        this.bytes = bytes;
        unchecked = bytes;
        checking = output.byteProgress("check", unchecked);
    }

    /** As it is written after {@code --peer}. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public synchronized void checked(int count) {
        checking.step(count);
        unchecked -= count;
        if (unchecked == 0) {
            checking.close();
            checking = Progress.SILENT;
        }
    }

    @Override
    public synchronized void fetched(int count) {
        if (fetching == Progress.SILENT) {
            fetching = output.byteProgress("fetch", bytes);
        }
        fetching.step(count);
    }

    @Override
    public void note(String line) {
        output.message(line);
    }

    @Override
    public void close() {
        checking.close();
        fetching.close();
    }
}
