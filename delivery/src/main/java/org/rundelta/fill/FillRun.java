package org.rundelta.fill;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Carries a plan out. Each source sends one part at a time, below its uplink, in the order of the plan; a part waits until its
 * source has it, and manifests until all else of their title is on their edge. Edges skip what they hold, so that it may be
 * done again after whatever happened. When the window closes it waits for the next.
 */
public final class FillRun {
    private static final long FIRST_PAUSE_MS = 20;
    private static final long LAST_PAUSE_MS = 1000;

    private final FillPlan plan;
    private final FillNetwork network;
    private final WindowGate gate;
    private final FillListener listener;
    private final FillClock clock;
    private final FileHashes hashes;
    private final EdgeOrders orders = new EdgeOrders();

    /** What came of each transfer: a problem, or none. */
    private final Map<Transfer, CompletableFuture<String>> outcomes = new LinkedHashMap<>();

    private final AtomicLong bytesDone = new AtomicLong();

    /**
     * Gets ready.
     *
     * @param catalogue the folder with the titles
     * @param window in which it may send; empty if at any time
     */
    public FillRun(
            FillPlan plan, FillNetwork network, Path catalogue, Optional<FillWindow> window, FillListener listener) {
        this(plan, network, catalogue, window, listener, FillClock.SYSTEM);
    }

    FillRun(
            FillPlan plan,
            FillNetwork network,
            Path catalogue,
            Optional<FillWindow> window,
            FillListener listener,
            FillClock clock) {
        this.plan = plan;
        this.network = network;
        gate = new WindowGate(window, listener, clock);
        this.listener = listener;
        this.clock = clock;
        hashes = new FileHashes(catalogue);
        plan.transfers().forEach(transfer -> outcomes.put(transfer, new CompletableFuture<>()));
    }

    /**
     * Fills all edges, as far as that is possible.
     *
     * @throws InterruptedException if the thread is interrupted; edges then begin nothing more
     */
    public FillResult run() throws InterruptedException {
        Map<String, List<Transfer>> bySource =
                plan.transfers().stream().collect(Collectors.groupingBy(Transfer::source));
        ExecutorService senders = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (List<Transfer> queue : bySource.values()) {
                all.add(senders.submit(() -> {
                    for (Transfer transfer : queue) {
                        outcomes.get(transfer).complete(carry(transfer));
                    }
                    return null;
                }));
            }
            for (Future<?> sender : all) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            senders.shutdownNow();
        }
        return FillResult.of(plan, transfer -> outcomes.get(transfer).join());
    }

    /** Returns why it could not be done, empty if it was. */
    private String carry(Transfer transfer) throws InterruptedException {
        FillEdge edge = network.edge(transfer.edge());
        for (Transfer other : plan.transfers()) {
            if (other.equals(transfer)) {
                break;
            }
            if (isNeeded(other, transfer)) {
                String problem = outcome(other);
                if (!problem.isEmpty()) {
                    return other.edge().equals(transfer.edge()) ? problem : other.edge() + " has no " + name(transfer);
                }
            }
        }
        try {
            Map<String, String> sha256 = hashes.of(transfer.part());
            String problem = send(transfer, edge, sha256);
            return problem.equals(WindowGate.CLOSED) ? carry(transfer) : problem;
        } catch (ConnectException e) {
            return edge.admin() + " cannot be reached";
        } catch (IOException e) {
            return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        }
    }

    private static String name(Transfer transfer) {
        return transfer.title() + " " + transfer.part().name();
    }

    /** The part at its source; or, for manifests, all else of the title. */
    private static boolean isNeeded(Transfer before, Transfer transfer) {
        if (!before.title().equals(transfer.title())) {
            return false;
        }
        boolean isPart = before.part().name().equals(transfer.part().name());
        boolean isManifests = transfer.part().name().equals(TitlePart.MANIFESTS);
        return before.edge().equals(transfer.source()) && isPart
                || before.edge().equals(transfer.edge()) && isManifests && !isPart;
    }

    private String outcome(Transfer transfer) throws InterruptedException {
        try {
            return outcomes.get(transfer).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private String send(Transfer transfer, FillEdge edge, Map<String, String> sha256)
            throws IOException, InterruptedException {
        gate.await();
        boolean isFromOrigin = transfer.source().equals(FillNetwork.ORIGIN);
        URI source = isFromOrigin
                ? network.origin()
                : network.edge(transfer.source()).url();
        long uplink = isFromOrigin
                ? network.uplink()
                : network.edge(transfer.source()).uplink();
        EdgeOrders.State state = orders.begin(edge, source, uplink, transfer.part(), sha256);
        long counted = 0;
        boolean isClosed = false;
        for (long pause = FIRST_PAUSE_MS; !state.isDone(); pause = Math.min(LAST_PAUSE_MS, 2 * pause)) {
            counted = count(state, counted);
            try {
                clock.sleep(pause);
            } catch (InterruptedException e) {
                orders.cancel(edge, state.id());
                throw e;
            }
            if (!gate.isOpen() && !isClosed) {
                isClosed = true;
                orders.cancel(edge, state.id());
            }
            state = orders.state(edge, state.id());
        }
        count(state, counted);
        if (isClosed && !state.problem().isEmpty()) {
            bytesDone.addAndGet(-state.bytesDone()); // the next order finds them there, and counts them
            return WindowGate.CLOSED;
        }
        return state.problem();
    }

    private long count(EdgeOrders.State state, long counted) {
        listener.progress(bytesDone.addAndGet(state.bytesDone() - counted), plan.bytes());
        return state.bytesDone();
    }
}
