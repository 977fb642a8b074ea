package org.rundelta.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.rundelta.swarm.PeerOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command takes part in a swarm. */
final class SwarmPeerOptions {

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen at, and to dial from; 0.0.0.0 is all of them (default:"
                    + " ${DEFAULT-VALUE}).")
    private InetAddress host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port to listen at; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            converter = HostAndPort.class,
            description = "A peer to dial, beside those that the trackers name; several.")
    private List<InetSocketAddress> peers = List.of();

    @Option(
            names = "--limit-up",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "Send at most so many bits of pieces per second, as in 20M.")
    private Long up;

    @Option(
            names = "--limit-down",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "Receive at most so many bits per second.")
    private Long down;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "" + PeerOptions.SLOTS,
            description = "So many peers are sent to at a time, one of them by lot; 0 sends nothing (default:"
                    + " ${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--pex",
            description =
                    "Tell connected peers of each other, and dial those that they tell of; not of private torrents.")
    private boolean exchangesPeers;

    PeerOptions options(boolean inOrder, boolean superSeed) {
        PeerOptions options = new PeerOptions(host, port, peers, bytes(up), bytes(down), slots, inOrder, superSeed);
        return exchangesPeers ? options.withPeerExchange() : options;
    }

    /** Bytes of so many bits; 0, which is no limit, of none. */
    static long bytes(Long bits) {
        return bits == null ? 0 : Math.max(1, bits / Byte.SIZE);
    }

    /** {@code 10.0.0.1:6881}, {@code edge.example:6881} or {@code [::1]:6881}. */
    static final class HostAndPort implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String value) {
            int colon = value.lastIndexOf(':');
            try {
                InetSocketAddress address = new InetSocketAddress(
                        value.substring(0, Math.max(0, colon)), Integer.parseInt(value.substring(colon + 1)));
                if (colon > 0 && address.isUnresolved()) {
                    throw new TypeConversionException("'" + value + "': no such host; check the address");
                }
                if (colon > 0) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw new TypeConversionException(
                    "'" + value + "' is no peer; give an address and a port, as 10.0.0.1:6881");
        }
    }
}
