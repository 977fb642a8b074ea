package org.rundelta.fill;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.Peer;
import org.rundelta.swarm.PeerListener;
import org.rundelta.swarm.PeerOptions;
import org.rundelta.swarm.PeerStorage;
import org.rundelta.swarm.TorrentMaker;
import org.rundelta.swarm.TorrentOptions;
import org.rundelta.swarm.Tracker;
import org.rundelta.swarm.TrackerOptions;

/**
 * Carries a plan out by swarms: each part is a torrent that leaves this machine once, below the uplink of the origin, and that
 * the edges pass on to each other, each below its own. One part is on its way at a time, to all edges that get it; the
 * manifests of a title go to an edge when all else of it is there. Edges keep what has come, so that it may be done again after
 * whatever happened, and one that is started anew joins again.
 */
public final class SwarmFillRun {
    private static final String ORIGIN_GONE = "the seed ended";
    private static final int ANNOUNCE_SECONDS = 5;
    private static final int MAX_PEERS_PER_ADDRESS = 1000;

    private final FillPlan plan;
    private final Map<String, List<Transfer>> byTitle;
    private final FillNetwork network;
    private final Path catalogue;
    private final InetAddress host;
    private final int trackerPort;
    private final WindowGate gate;
    private final FillListener listener;
    private final EdgeOrders orders = new EdgeOrders();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What came of each transfer: a problem, or none. */
    private final Map<Transfer, String> outcomes = new LinkedHashMap<>();

    private final Set<String> reached = new HashSet<>();
    private long bytesDone;

    /**
     * Gets ready.
     *
     * @param catalogue the folder with the titles
     * @param host the address at which edges reach this machine
     * @param trackerPort 0 for any that is free
     * @param window in which it may send; empty if at any time
     */
    public SwarmFillRun(
            FillPlan plan,
            FillNetwork network,
            Path catalogue,
            InetAddress host,
            int trackerPort,
            Optional<FillWindow> window,
            FillListener listener) {
        this.plan = plan;
        byTitle = plan.transfers().stream()
                .collect(Collectors.groupingBy(Transfer::title, LinkedHashMap::new, Collectors.toList()));
        this.network = network;
        this.catalogue = catalogue;
        this.host = host;
        this.trackerPort = trackerPort;
        this.listener = listener;
        gate = new WindowGate(window, listener, FillClock.SYSTEM);
    }

    /**
     * Fills all edges, as far as that is possible.
     *
     * @throws IOException if the tracker cannot listen
     * @throws InterruptedException if the thread is interrupted; edges then leave
     */
    public FillResult run() throws IOException, InterruptedException {
        TrackerOptions options = new TrackerOptions(
                host, trackerPort, ANNOUNCE_SECONDS, MAX_PEERS_PER_ADDRESS, Set.of(), Optional.empty());
        try (Tracker tracker = Tracker.start(options)) {
            for (List<Transfer> group : groups()) {
                carry(group, tracker);
                carryManifests(group.get(0).title(), tracker);
            }
            for (String title : byTitle.keySet()) {
                carryManifests(title, tracker);
            }
        } finally {
            threads.shutdownNow();
        }
        return FillResult.of(plan, outcomes::get);
    }

    /** What is no manifest: the transfers of each part together, in the order of the plan. */
    private List<List<Transfer>> groups() {
        Map<TitlePart, List<Transfer>> groups = new LinkedHashMap<>();
        plan.transfers().stream()
                .filter(transfer -> !isManifests(transfer))
                .forEach(transfer -> groups.computeIfAbsent(transfer.part(), part -> new ArrayList<>())
                        .add(transfer));
        return List.copyOf(groups.values());
    }

    private static boolean isManifests(Transfer transfer) {
        return transfer.part().name().equals(TitlePart.MANIFESTS);
    }

    /** Carries the manifests of a title to edges that have, by now, all else that they get of it. */
    private void carryManifests(String title, Tracker tracker) throws InterruptedException {
        List<Transfer> ready = new ArrayList<>();
        for (Transfer transfer : byTitle.get(title)) {
            if (isManifests(transfer) && !outcomes.containsKey(transfer)) {
                List<Transfer> others = byTitle.get(title).stream()
                        .filter(other -> other.edge().equals(transfer.edge()) && !isManifests(other))
                        .toList();
                Optional<Transfer> failed = others.stream()
                        .filter(other -> !outcomes.getOrDefault(other, "").isEmpty())
                        .findFirst();
                if (failed.isPresent()) {
                    outcomes.put(transfer, outcomes.get(failed.get()));
                } else if (outcomes.keySet().containsAll(others)) {
                    ready.add(transfer);
                }
            }
        }
        if (!ready.isEmpty()) {
            carry(ready, tracker);
        }
    }

    /** Carries one part to all edges that get it, and notes what came of it. */
    private void carry(List<Transfer> group, Tracker tracker) throws InterruptedException {
        List<Transfer> left = group;
        while (!left.isEmpty()) {
            gate.await();
            try {
                left = share(left, tracker);
            } catch (IOException e) {
                String problem =
                        Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
                left.forEach(transfer -> outcomes.put(transfer, problem));
                return;
            }
        }
    }

    /** Returns those that are to go on when the window opens again. */
    private List<Transfer> share(List<Transfer> group, Tracker tracker) throws IOException, InterruptedException {
        TitlePart part = group.get(0).part();
        TorrentOptions made = new TorrentOptions(Optional.empty(), true, List.of(tracker.announceUrl()), List.of());
        List<String> paths = part.files().stream().map(CatalogueFile::path).toList();
        byte[] torrent = torrent(paths, made);
        Metainfo metainfo = Metainfo.read(torrent);
        if (metainfo.length() != part.bytes()) {
            throw new IOException(catalogue.resolve(paths.get(0)) + " or files beside it have changed; fill again");
        }
        PeerOptions options = new PeerOptions(
                host, 0, List.of(), Math.max(1, network.uplink() / Byte.SIZE), 0, Integer.MAX_VALUE, false, true);
        List<EdgeFill> fills = new ArrayList<>();
        try (Peer seed = Peer.seedUnchanged(metainfo, PeerStorage.as(catalogue), options, PeerListener.NONE)) {
            List<Future<String>> outcome = new ArrayList<>();
            for (Transfer transfer : group) {
                EdgeFill fill = new EdgeFill(
                        orders,
                        network.edge(transfer.edge()),
                        torrent,
                        metainfo.infoHash().hex(),
                        reached.contains(transfer.edge()),
                        () -> seed.isOver() ? ORIGIN_GONE : gate.isOpen() ? "" : WindowGate.CLOSED,
                        this::progress);
                fills.add(fill);
                outcome.add(threads.submit(fill));
            }
            return note(group, outcome, seed);
        } finally {
            fills.forEach(EdgeFill::leave);
            for (int i = 0; i < fills.size(); i++) {
                if (fills.get(i).wasReached()) {
                    reached.add(group.get(i).edge());
                }
            }
        }
    }

    private byte[] torrent(List<String> paths, TorrentOptions options) throws IOException {
        try {
            return TorrentMaker.make(catalogue, paths, options, bytes -> {});
        } catch (NoSuchFileException e) {
            throw new IOException(e.getFile() + ": cannot be read any more; fill again", e);
        }
    }

    private List<Transfer> note(List<Transfer> group, List<Future<String>> outcome, Peer seed)
            throws IOException, InterruptedException {
        List<Transfer> left = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            try {
                String problem = outcome.get(i).get();
                if (problem.equals(ORIGIN_GONE)) {
                    seed.awaitEnd();
                }
                if (problem.equals(WindowGate.CLOSED)) {
                    left.add(group.get(i));
                } else {
                    outcomes.put(group.get(i), problem);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return left;
    }

    private synchronized void progress(long bytes) {
        bytesDone += bytes;
        listener.progress(bytesDone, plan.bytes());
    }
}
