package org.rundelta.cli;

import java.net.InetSocketAddress;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.PeerListener;

/** Shows how a peer gets on: a look at all that is there, then the pieces that come. */
final class SwarmProgress implements PeerListener, AutoCloseable {
    private final OutputOptions output;
    private final Metainfo metainfo;
    private Progress checking;
    private Progress fetching = Progress.SILENT;
    private long unchecked;

    SwarmProgress(OutputOptions output, Metainfo metainfo) {
        this.output = output;
        this.metainfo = metainfo;
        unchecked = metainfo.length();
        checking = output.progress("check", unchecked);
    }

    /** As it is written after {@code --peer}. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public void checked(int bytes) {
        checking.step(bytes);
        unchecked -= bytes;
        if (unchecked == 0) {
            checking.close();
            checking = Progress.SILENT;
        }
    }

    @Override
    public void fetched(int bytes) {
        if (fetching == Progress.SILENT) {
            fetching = output.progress("fetch", metainfo.length());
        }
        fetching.step(bytes);
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
