package org.rundelta.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The addresses of peers that are known, and when to dial them. */
final class PeerBook {
    private static final int MAX_ADDRESSES = 2000;
    private static final int MAX_FAILURES = 8;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<InetSocketAddress, Entry> entries = new LinkedHashMap<>();
    private final Set<InetAddress> banned = new HashSet<>();
    private final Set<InetSocketAddress> own = new HashSet<>();

    private static final class Entry {
        private long dialAt;
        private int failures;
        private boolean isInUse;
        private boolean isKept;

        Entry(long dialAt) {
            this.dialAt = dialAt;
        }
    }

    /** Adds an address, unless it is known, banned, or too many are. */
    void add(InetSocketAddress address, long nowNanos) {
        boolean isDialable = address.getPort() > 0
                && !address.getAddress().isAnyLocalAddress()
                && !own.contains(address)
                && !banned.contains(address.getAddress());
        if (isDialable && entries.size() < MAX_ADDRESSES) {
            entries.computeIfAbsent(address, key -> new Entry(nowNanos));
        }
    }

    /** How many are known. */
    int size() {
        return entries.size();
    }

    /** As {@link #add}, and it is never forgotten, however often it fails. */
    void keep(InetSocketAddress address, long nowNanos) {
        add(address, nowNanos);
        Entry entry = entries.get(address);
        if (entry != null) {
            entry.isKept = true;
        }
    }

    /** An address whose time has come, taken as in use until {@link #left}. */
    Optional<InetSocketAddress> next(long nowNanos) {
        for (Map.Entry<InetSocketAddress, Entry> entry : entries.entrySet()) {
            Entry state = entry.getValue();
            if (!state.isInUse && state.dialAt - nowNanos <= 0) {
                state.isInUse = true;
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /**
     * The connection to it ended; it is dialled again, after ever longer if it brought nothing. After too often it is
     * forgotten, until somebody names it again.
     */
    void left(InetSocketAddress address, boolean wasUseful, long nowNanos) {
        Entry entry = entries.get(address);
        if (entry == null) {
            return;
        }
        entry.isInUse = false;
        entry.failures = wasUseful ? 1 : Math.min(MAX_FAILURES, entry.failures + 1);
        entry.dialAt = nowNanos + (RETRY_NANOS << entry.failures - 1);
        if (entry.failures == MAX_FAILURES && !entry.isKept) {
            entries.remove(address);
        }
    }

    /** It is not to be dialled again, unless somebody names it again. */
    void forget(InetSocketAddress address) {
        entries.remove(address);
    }

    /** It was dialled, and is this peer itself. */
    void ignore(InetSocketAddress address) {
        entries.remove(address);
        own.add(address);
    }

    /** Whether it was not banned before. */
    boolean ban(InetAddress address) {
        entries.keySet().removeIf(known -> known.getAddress().equals(address));
        return banned.add(address);
    }

    boolean isBanned(InetAddress address) {
        return banned.contains(address);
    }
}
