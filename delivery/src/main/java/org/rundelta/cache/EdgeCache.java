package org.rundelta.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What an edge holds, and how it gets what it does not. */
public final class EdgeCache implements AutoCloseable, FetchOrder.Keeper {
    private static final int MAX_REFUSALS = 10_000;
    private static final int SPARE_KIB = 64 << 10;

    private final String id = "rundelta-" + CacheFolder.newName().substring(0, 8);
    private final CacheFolder folder;
    private final CacheLimits limits;
    private final InstantSource clock;
    private final long maxBytes;
    private final HeldFiles files;
    private final FetchTools tools;
    private final CacheCounters counters = new CacheCounters();
    private final ConcurrentHashMap<String, Fetch> underWay = new ConcurrentHashMap<>();
    private final Cache<String, Refusal> refusals =
            Caffeine.newBuilder().maximumSize(MAX_REFUSALS).build();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(EdgeCache::daemon);
    private long pinnedBytes;

    /** What was not to be had a moment ago. */
    private record Refusal(Answer.Refused answer, Instant until) {}

    @SuppressWarnings("FutureReturnValueIgnored") // the watch ends with the cache
    private EdgeCache(CacheOptions options, CacheLimits limits, InstantSource clock) throws IOException {
        this.limits = limits;
        this.clock = clock;
        maxBytes = options.maxBytes();
        folder = CacheFolder.open(options.folder());
        files = switch (options.eviction()) {
            case LRU -> new LruFiles(maxBytes, this::evicted);
            case TINYLFU -> new TinyLfuFiles(maxBytes, this::evicted);
        };
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
        tools = new FetchTools(
                client,
                folder,
                new Upstreams(options.parents(), options.origin(), limits),
                limits,
                maxBytes,
                new Semaphore(SPARE_KIB),
                counters,
                clock,
                new RareLog(options.log()));
        folder.scan().forEach(this::kept);
        long pauseMs = Math.max(10, limits.stall().toMillis() / 4);
        watch.scheduleWithFixedDelay(this::checkProgress, pauseMs, pauseMs, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cache");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens it: what it held is found again, what was not whole is deleted.
     *
     * @throws IOException if the folder cannot be used, or another edge uses it
     */
    public static EdgeCache open(CacheOptions options) throws IOException {
        return open(options, CacheLimits.DEFAULT, InstantSource.system());
    }

    static EdgeCache open(CacheOptions options, CacheLimits limits, InstantSource clock) throws IOException {
        return new EdgeCache(options, limits, clock);
    }

    private void checkProgress() {
        long now = System.nanoTime();
        underWay.values().forEach(fetch -> fetch.checkProgress(now));
    }

    /**
     * Answers at once, if that can be done without asking anybody.
     *
     * @param path decoded, with a slash at its beginning, names without dots at theirs behind it
     */
    public Optional<Answer> answer(String path) {
        Instant now = clock.instant();
        CachedFile held = files.get(path);
        if (held != null && held.freshness().isFresh(now)) {
            counters.hits.increment();
            return Optional.of(new Answer.Held(held, Answer.Source.HIT));
        }
        Refusal refusal = refusals.getIfPresent(path);
        if (refusal == null || !now.isBefore(refusal.until())) {
            return Optional.empty();
        }
        return Optional.of(held != null && held.freshness().mayBeUsedStale(now) ? stale(held) : refusal.answer());
    }

    private Answer stale(CachedFile held) {
        counters.stale.increment();
        return new Answer.Held(held, Answer.Source.STALE);
    }

    /** Answers with what is held, or that it is not, and asks nobody. */
    public Answer answerIfHeld(String path) {
        CachedFile held = files.get(path);
        if (held != null && held.freshness().isFresh(clock.instant())) {
            counters.hits.increment();
            return new Answer.Held(held, Answer.Source.HIT);
        }
        boolean isUsable = held != null && held.freshness().mayBeUsedStale(clock.instant());
        return isUsable ? stale(held) : new Answer.Refused(504, "");
    }

    /**
     * Answers with what upstreams have, asked once for all who ask for it at a time.
     *
     * @param via the field Via of the request, empty if it had none
     */
    public CompletableFuture<Answer> fetch(String path, String via) {
        boolean[] isFirst = {false};
        Fetch fetch = underWay.compute(path, (key, before) -> {
            CachedFile held = files.peek(path);
            boolean isHere = held != null && held.freshness().isFresh(clock.instant());
            Fetch one = before;
            if (one == null && !isHere) {
                one = new Fetch(order(path, via, held), tools);
                isFirst[0] = true;
            }
            if (one != null) {
                one.body().hold();
            }
            return one;
        });
        if (fetch == null) {
            return answer(path).map(CompletableFuture::completedFuture).orElseGet(() -> fetch(path, via));
        }
        (isFirst[0] ? counters.misses : counters.collapsed).increment();
        CompletableFuture<Answer> answer = fetch.answer().thenApply(found -> answerOf(fetch, found, isFirst[0]));
        if (isFirst[0]) {
            fetch.start();
        }
        return answer;
    }

    private FetchOrder order(String path, String via, CachedFile held) {
        String chain = (via.isEmpty() ? "" : via + ", ") + "1.1 " + id;
        List<Upstream> upstreams = tools.upstreams().inOrder();
        return new FetchOrder(
                path, chain, held, upstreams, FetchOrder.Pace.FULL, this, null, held != null && held.isPinned());
    }

    /** Gets a file from the source of an order, unless it is here. */
    CompletableFuture<CachedFile> hold(OrderedFile wanted, FillOrder order, FetchOrder.Pace pace) {
        String path = order.pathOf(wanted);
        CachedFile held = files.peek(path);
        boolean isHere =
                held != null && wanted.difference(held.size(), held.sha256()).isEmpty();
        if (order.pin() && !(isHere && held.isPinned()) && !hasRoomFor(wanted.size())) {
            return CompletableFuture.failedFuture(noRoom());
        }
        if (isHere) {
            return pinned(held, wanted, order, pace);
        }
        FetchOrder fetchOrder = new FetchOrder(
                path, "1.1 " + id, null, List.of(order.upstream(), order.upstream()), pace, this, wanted, order.pin());
        Fetch own = new Fetch(fetchOrder, tools);
        Fetch fetch = underWay.computeIfAbsent(path, key -> own);
        if (fetch != own) { // for a client; of what it brings is seen then whether it is this
            return fetch.outcome().exceptionally(failure -> null).thenCompose(file -> hold(wanted, order, pace));
        }
        own.start();
        return own.outcome();
    }

    private CompletableFuture<CachedFile> pinned(
            CachedFile held, OrderedFile wanted, FillOrder order, FetchOrder.Pace pace) {
        try {
            return order.pin() && !pin(held)
                    ? hold(wanted, order, pace) // evicted just now, or another
                    : CompletableFuture.completedFuture(held);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static IOException noRoom() {
        return new IOException("there is no room left for what stays; raise --max-size, or delete something");
    }

    private synchronized boolean hasRoomFor(long pinned) {
        return pinnedBytes + pinned <= maxBytes;
    }

    private Answer answerOf(Fetch fetch, Answer found, boolean isFirst) {
        if (found instanceof Answer.Coming coming) {
            return isFirst ? coming : coming.as(Answer.Source.COLLAPSED);
        }
        fetch.body().release();
        if (found instanceof Answer.Held held && held.source() == Answer.Source.STALE) {
            counters.stale.increment();
        }
        return found;
    }

    /** How many seconds ago the origin sent it, for the field {@code Age}. */
    public long age(CachedFile file) {
        return file.freshness().age(clock.instant());
    }

    /** Whether a request with this field Via has been here before. */
    public boolean isLoop(String via) {
        return via.contains(id);
    }

    /**
     * Opens a file that is held; it stays readable until it is released, even if it is evicted.
     *
     * @throws IOException if it cannot be read; then it is held no longer, and to be asked for again
     */
    public FileBody open(CachedFile file) throws IOException {
        try {
            return FileBody.whole(folder.read(file), file.size());
        } catch (NoSuchFileException e) {
            remove(file);
            throw e;
        }
    }

    /** Where a file is pinned, the next is too: it may have been on its way since before that. */
    @Override
    public synchronized void kept(CachedFile arrived) {
        CachedFile before = files.peek(arrived.path());
        CachedFile file = folder.pinnedAs(before, arrived);
        files.put(file);
        pinnedBytes += (file.isPinned() ? file.size() : 0) - (isPinned(before) ? before.size() : 0);
        files.limit(maxBytes - pinnedBytes);
        folder.delete(before);
        refusals.invalidate(file.path());
    }

    private static boolean isPinned(CachedFile file) {
        return file != null && file.isPinned();
    }

    private void evicted(CachedFile file) {
        counters.evictions.increment();
        folder.delete(file);
    }

    @Override
    public void revalidated(CachedFile before, CachedFile after) {
        files.replace(before, after);
        refusals.invalidate(before.path());
    }

    @Override
    public void refused(String path, Answer.Refused refusal, CachedFile held) {
        if (held != null) {
            remove(held);
        }
        refuse(path, refusal, limits.notFound());
    }

    @Override
    public void failed(String path, Answer.Refused refusal) {
        refuse(path, refusal, limits.failed());
    }

    private void refuse(String path, Answer.Refused refusal, Duration time) {
        refusals.put(path, new Refusal(refusal, clock.instant().plus(time)));
    }

    @Override
    public void ended(Fetch fetch, String path) {
        underWay.remove(path, fetch);
    }

    private synchronized boolean remove(CachedFile file) {
        boolean wasHeld = files.remove(file);
        if (wasHeld) {
            pinnedBytes -= file.isPinned() ? file.size() : 0;
            files.limit(maxBytes - pinnedBytes);
            folder.delete(file);
        }
        return wasHeld;
    }

    /** What is held at a path, fresh or not; nobody asked for it. */
    public Optional<CachedFile> held(String path) {
        return Optional.ofNullable(files.peek(path));
    }

    /** Opens a file that is held; its bytes come first, and there are more behind them. */
    public FileChannel read(CachedFile file) throws IOException {
        return folder.read(file);
    }

    /** A folder on the disk of the cache for what is to be held when it is whole. */
    public Path unfinished() throws IOException {
        return folder.unfinished();
    }

    /**
     * Holds a file that came in another way than from an upstream.
     *
     * @param path of its URL
     * @param whole the file, in {@link #unfinished}; it is moved
     * @param size of its bytes; what is behind them is cut off
     */
    public void take(String path, Path whole, long size, boolean isPinned) throws IOException {
        kept(folder.adopt(path, whole, size, isPinned, clock.instant()));
    }

    /**
     * Pins what is held at a path.
     *
     * @throws IOException if nothing is (any more), or it cannot be pinned
     */
    public void pin(String path) throws IOException {
        CachedFile held = files.peek(path);
        if (held == null || !pin(held)) {
            throw new IOException(path + " is not held any more");
        }
    }

    /** Says whether it is held still: a file must not be renamed while another thread takes it for lost. */
    private synchronized boolean pin(CachedFile file) throws IOException {
        if (!file.equals(files.peek(file.path()))) {
            return false;
        }
        try {
            if (!file.isPinned()) {
                kept(folder.pin(file));
            }
            return true;
        } catch (NoSuchFileException e) {
            remove(file);
            return false;
        }
    }

    /**
     * Checks that so many bytes more can be pinned.
     *
     * @throws IOException if they cannot
     */
    public void requireRoomFor(long pinned) throws IOException {
        if (!hasRoomFor(pinned)) {
            throw noRoom();
        }
    }

    /** The files that are held whose paths begin so, by path. */
    public List<CachedFile> contents(String prefix) {
        return files.all().stream()
                .filter(file -> file.path().startsWith(prefix))
                .sorted(Comparator.comparing(CachedFile::path))
                .toList();
    }

    /** Holds the files no longer whose paths begin so, and says how many they were. */
    public long remove(String prefix) {
        return contents(prefix).stream().filter(this::remove).count();
    }

    /** What it has done so far. */
    public CacheCounters counters() {
        return counters;
    }

    /** How many files are on their way. */
    public int fetchesUnderWay() {
        return underWay.size();
    }

    /** Gives up what is on its way. */
    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        List<Fetch> all = List.copyOf(underWay.values());
        all.forEach(Fetch::cancel);
        for (Fetch fetch : all) {
            fetch.outcome().handle((file, failure) -> file).join();
        }
        folder.close();
    }
}
