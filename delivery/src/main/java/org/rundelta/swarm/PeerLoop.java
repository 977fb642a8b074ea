package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The thread of a peer: what comes in, timers, and what others have it do. */
final class PeerLoop implements Runnable, Exchange.SwarmEvents {
    static final long TICK_MILLIS = 250;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    private static final int TICKS_TO_RATES = 4;
    private static final int TICKS_TO_TOUCH = (int) (TimeUnit.HOURS.toMillis(1) / TICK_MILLIS);
    private static final int WANTED = 100;

    private final Metainfo metainfo;
    private final PeerListener listener;
    private final Disk disk;
    private final long ticksToChoice;
    private final Exchange exchange;
    private final Connections connections;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Announcer announcer;
    private final Set<WebSeed> webSeeds = new HashSet<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private long tickNanos = System.nanoTime();
    private int ticks;
    private int banned;
    private volatile PeerReport progress;
    private volatile boolean isStopped;
    private volatile boolean isOver;
    private volatile IOException failure;

    PeerLoop(Metainfo metainfo, PieceStore store, PeerOptions options, PeerListener listener) throws IOException {
        this.metainfo = metainfo;
        this.listener = listener;
        ticksToChoice = options.timing().choice().toMillis() / TICK_MILLIS;
        Random random = new SecureRandom();
        disk = new Disk(metainfo, store, this::post, this::fail);
        TokenBucket downLimit = new TokenBucket(options.downBytesPerSecond(), System.nanoTime());
        exchange = new Exchange(metainfo, store.have(), disk, options, downLimit, new Random(random.nextLong()), this);
        connections = new Connections(metainfo, options, exchange, downLimit, random);
        progress = report();
        announcer = new Announcer(metainfo.trackers(), this::announce, this::isLonely, this::add, listener::note);
        if (!exchange.isComplete()) {
            metainfo.webSeeds()
                    .forEach(url -> webSeeds.add(new WebSeed(url, metainfo, exchange, this::post, listener::note)));
        }
    }

    InetSocketAddress address() {
        return connections.address();
    }

    CompletableFuture<Void> complete() {
        return complete;
    }

    boolean isOver() {
        return isOver;
    }

    /** Has the thread do this soon. */
    void post(Runnable work) {
        posted.add(work);
        connections.wakeup();
    }

    void stop() {
        isStopped = true;
        connections.wakeup();
    }

    /** Adds peers to dial. */
    private void add(List<InetSocketAddress> peers) {
        post(() -> {
            if (!isOver) {
                connections.know(peers);
                connections.dial();
            }
        });
    }

    private Announce announce(Optional<Announce.Event> event) {
        PeerReport now = progress;
        return new Announce(
                metainfo.infoHash(),
                connections.id(),
                address(),
                now.sent(),
                now.received(),
                now.left(),
                event,
                WANTED);
    }

    /** Whether it lacks something, and anybody to ask for it. */
    private boolean isLonely() {
        PeerReport now = progress;
        return now.left() > 0 && now.peers() == 0;
    }

    PeerReport report() {
        return new PeerReport(
                exchange.left(),
                exchange.received(),
                exchange.uploads.sent(),
                exchange.peers().size(),
                banned);
    }

    @Override
    public void run() {
        try {
            if (exchange.isComplete()) {
                disk.finish(this::completed);
            }
            connections.dial();
            while (!isStopped) {
                turn();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        } finally {
            isOver = true;
            close();
            complete.completeExceptionally(new IOException("the peer was closed before it was complete"));
            runPosted();
        }
    }

    private void turn() throws IOException {
        long now = System.nanoTime();
        connections.await(Math.min(tickNanos + TICK_NANOS - now, exchange.uploads.nanosToServe(now)));
        runPosted();
        now = System.nanoTime();
        if (now - tickNanos >= TICK_NANOS) {
            tick(now);
        }
        exchange.uploads.serve(now);
        connections.flush(now);
    }

    private void runPosted() {
        for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
            work.run();
        }
    }

    private void tick(long now) {
        double seconds = (now - tickNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        tickNanos = now;
        progress = report();
        ticks++;
        if (ticks % TICKS_TO_RATES == 0) {
            exchange.tick(seconds * TICKS_TO_RATES);
        }
        if (ticks % ticksToChoice == 0) {
            exchange.uploads.rechoke();
        }
        if (ticks % TICKS_TO_TOUCH == 0) {
            disk.touch();
        }
        connections.tick(now);
        connections.dial();
    }

    @Override
    public void pieceCame(int bytes) {
        listener.fetched(bytes);
    }

    @Override
    public void completed() {
        webSeeds.forEach(WebSeed::close);
        progress = report();
        if (exchange.received() > 0) {
            announcer.tell(Announce.Event.COMPLETED);
        }
        complete.complete(null);
    }

    @Override
    public void corrupt(Source source) {
        boolean isNew = source instanceof RemotePeer peer
                ? connections.ban(peer.connection.address.getAddress())
                : ban((WebSeed) source);
        if (isNew) {
            banned++;
            listener.note(source.address() + " sent a piece that is not what the torrent has; banned");
        }
    }

    private boolean ban(WebSeed webSeed) {
        webSeed.close();
        return webSeeds.remove(webSeed);
    }

    private void fail(Exception e) {
        IOException cause = e instanceof IOException io ? io : new IOException("the swarm met a defect: " + e, e);
        failure = failure == null ? cause : failure;
        complete.completeExceptionally(failure);
        isStopped = true;
    }

    /** What ended the loop; null if it was asked to end. */
    IOException failure() {
        return failure;
    }

    private void close() {
        progress = report();
        webSeeds.forEach(WebSeed::close);
        announcer.close();
        try (connections) {
            connections.hangUp();
            disk.close();
        } catch (IOException e) {
            fail(e);
        }
    }
}
