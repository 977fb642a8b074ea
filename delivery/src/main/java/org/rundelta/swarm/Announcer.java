package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps a torrent's trackers told, in a thread of its own: of each tier the first that answers, which is asked first from
 * then on (BEP 12). While none answers, the swarm goes on with the peers it knows. Who has nobody to ask tells them sooner than
 * they ask for, at first after seconds.
 */
final class Announcer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int MIN_RETRY_SECONDS = 2;
    private static final int MAX_RETRY_SECONDS = 300;
    private static final int MIN_SOON_SECONDS = 2;

    private final TrackerClient client = new TrackerClient();
    private final List<List<URI>> tiers;
    private final Function<Optional<Announce.Event>, Announce> state;
    private final BooleanSupplier isLonely;
    private final Consumer<List<InetSocketAddress>> found;
    private final Consumer<String> note;
    private final BlockingQueue<Announce.Event> events = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "swarm-tracker");
    private int retrySeconds = MIN_RETRY_SECONDS;
    private int soonSeconds = MIN_SOON_SECONDS;

    /**
     * Starts.
     *
     * @param state what to tell, for an event
     * @param isLonely whether something is missing, and there is nobody to ask for it
     * @param found is given the peers that a tracker names
     */
    Announcer(
            List<List<URI>> tiers,
            Function<Optional<Announce.Event>, Announce> state,
            BooleanSupplier isLonely,
            Consumer<List<InetSocketAddress>> found,
            Consumer<String> note) {
        this.tiers =
                tiers.stream().map(tier -> (List<URI>) new ArrayList<>(tier)).toList();
        this.state = state;
        this.isLonely = isLonely;
        this.found = found;
        this.note = note;
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells the trackers now. */
    void tell(Announce.Event event) {
        events.add(event);
    }

    private void run() {
        Optional<Announce.Event> event = Optional.of(Announce.Event.STARTED);
        try {
            while (event.filter(Announce.Event.STOPPED::equals).isEmpty()) {
                Optional<TrackerAnswer> answer = announce(event, TIMEOUT);
                answer.ifPresent(given -> found.accept(given.peers()));
                Announce.Event next = answer.isPresent() ? await(answer.get()) : awaitRetry();
                // What no tracker heard is told again.
                event = next == null && answer.isEmpty() ? event : Optional.ofNullable(next);
            }
            announce(event, FAREWELL);
        } catch (InterruptedException e) {
            // It is to end without a farewell.
        }
    }

    /** Waits until something is to be told, or it is time to announce again: null then. */
    private Announce.Event await(TrackerAnswer answer) throws InterruptedException {
        retrySeconds = MIN_RETRY_SECONDS;
        Announce.Event next = null;
        int waited = 0;
        while (next == null && waited < answer.dueSeconds(isLonely.getAsBoolean(), soonSeconds)) {
            next = events.poll(1, TimeUnit.SECONDS);
            waited++;
        }
        soonSeconds = isLonely.getAsBoolean() ? Math.min(2 * soonSeconds, answer.intervalSeconds()) : MIN_SOON_SECONDS;
        return next;
    }

    private Announce.Event awaitRetry() throws InterruptedException {
        Announce.Event next = events.poll(retrySeconds, TimeUnit.SECONDS);
        retrySeconds = Math.min(MAX_RETRY_SECONDS, 2 * retrySeconds);
        return next;
    }

    private Optional<TrackerAnswer> announce(Optional<Announce.Event> event, Duration timeout)
            throws InterruptedException {
        for (List<URI> tier : tiers) {
            for (URI tracker : List.copyOf(tier)) {
                try {
                    TrackerAnswer answer = client.announce(tracker, state.apply(event), timeout);
                    tier.remove(tracker);
                    tier.add(0, tracker);
                    return Optional.of(answer);
                } catch (IOException e) {
                    if (retrySeconds == MIN_RETRY_SECONDS) {
                        note.accept("tracker " + tracker + ": " + e.getMessage() + "; goes on with the peers it knows");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Says farewell to the tracker, if it answers soon. */
    @Override
    public void close() {
        tell(Announce.Event.STOPPED);
        try {
            thread.join(2 * FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
