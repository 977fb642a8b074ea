package org.rundelta.steering;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks every edge for the manifest of every title, again and again. A check begins every half interval and may last as long, so
 * that what is known of an edge is never older than an interval while checks come through, and an edge that stops answering is
 * known to be down before then.
 */
final class EdgeChecks implements AutoCloseable {
    /** Requests to one edge at once. */
    private static final int AT_ONCE = 16;

    /** Several, since they look up the names of hosts. */
    private static final int THREADS = 8;

    private static final long IDLE_SECONDS = 5;

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** From one request to the next, if the half interval is long enough. */
    private static final long STEP_NANOS = 500_000;

    private static final int SUCCESS_END = 300;
    private static final int SERVER_ERRORS = 500;
    private static final int GATEWAY_TIMEOUT = 504;

    private static final CountDownLatch NOBODY_WAITS = new CountDownLatch(0);

    private final SteeringConfig config;
    private final List<SteeredTitle> titles;
    private final Clock clock;
    private final Consumer<String> log;
    private final long halfIntervalMs;
    private final HttpClient client;
    /** Begins checks; none of them keeps a thread while it waits, however many edges there are. */
    private final ScheduledExecutorService timer;

    private final PathwayStates states;
    private final boolean[] isLate;

    /** @param log is told when an edge goes down, or comes back */
    EdgeChecks(SteeringConfig config, Clock clock, Consumer<String> log) {
        this.config = config;
        titles = List.copyOf(config.titles().values());
        this.clock = clock;
        this.log = log;
        halfIntervalMs = config.checkInterval().toMillis() / 2;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .executor(threads())
                .build();
        states = new PathwayStates(config);
        isLate = new boolean[config.pathways().size()];
        timer = Executors.newSingleThreadScheduledExecutor(EdgeChecks::thread);
    }

    /** The client's own would be a thread for each answer that there is no processor for yet. These end when there is nothing to do. */
    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), EdgeChecks::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "edge checks");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Checks all edges once, and goes on doing so. They are spread over the half interval, then and later: as many at once each take
     * a connection and several times the processor time.
     */
    void start() throws InterruptedException {
        int count = isLate.length;
        CountDownLatch first = new CountDownLatch(count);
        long stepNanos = Math.min(
                TimeUnit.MILLISECONDS.toNanos(halfIntervalMs) / Math.max(1, count), titles.size() * STEP_NANOS);
        for (int i = 0; i < count; i++) {
            int pathway = i;
            Future<?> unused = timer.schedule(() -> check(pathway, first), i * stepNanos, TimeUnit.NANOSECONDS);
        }
        first.await();
    }

    /** What is known now. */
    PathwayStates states() {
        return states;
    }

    /** Checks an edge, and again half an interval after it began, or at once if it took longer. */
    private void check(int index, CountDownLatch done) {
        Pathway pathway = config.pathways().get(index);
        long startedMs = clock.millis();
        Set<String> has = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> unused = ask(pathway, 0, has).handle((nothing, failure) -> {
            PathwayHealth before = states.get(index);
            PathwayHealth now =
                    failure == null ? before.passed(startedMs, has) : before.failed(startedMs, problem(failure));
            learn(index, before, now);
            done.countDown();
            checkAgain(index, Math.max(0, halfIntervalMs - (clock.millis() - startedMs)));
            return null;
        });
    }

    private void checkAgain(int index, long inMs) {
        try {
            Future<?> unused = timer.schedule(() -> check(index, NOBODY_WAITS), inMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed meanwhile
        }
    }

    private void learn(int index, PathwayHealth before, PathwayHealth now) {
        Pathway pathway = config.pathways().get(index);
        states.set(index, now);
        boolean isNews = before.equals(PathwayHealth.UNKNOWN) ? !now.isUp() : before.isUp() != now.isUp();
        if (isNews) {
            String what = now.isUp() ? " is up" : " is down: " + now.problem();
            log.accept("edge " + pathway.id() + " at " + pathway.url() + what);
        }
        long tookMs = clock.millis() - now.checkedMs();
        if (tookMs > halfIntervalMs && !isLate[index]) {
            log.accept("edge " + pathway.id() + ": a check took " + tookMs
                    + " ms, so that it is not named now and then;" + " make check-interval more than twice as long");
        }
        isLate[index] = tookMs > halfIntervalMs;
    }

    /** Asks for the titles from one on, some at a time, and adds those that are there; fails if the edge is down. */
    private CompletableFuture<Void> ask(Pathway pathway, int from, Set<String> has) {
        int end = Math.min(titles.size(), from + AT_ONCE);
        CompletableFuture<?>[] asked = titles.subList(from, end).stream()
                .map(title -> ask(pathway, title, has))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(asked);
        return end == titles.size() ? all : all.thenCompose(nothing -> ask(pathway, end, has));
    }

    private CompletableFuture<Void> ask(Pathway pathway, SteeredTitle title, Set<String> has) {
        HttpRequest.Builder request = HttpRequest.newBuilder(title.manifestAt(pathway))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofMillis(Math.min(halfIntervalMs, MAX_WAIT.toMillis())));
        if (!pathway.isPulling()) {
            // An edge that could fetch it is to say that it has it; servers that are no caches do not know the word.
            request.setHeader("Cache-Control", "only-if-cached");
        }
        return client.sendAsync(request.build(), BodyHandlers.discarding()).thenAccept(response -> {
            int status = response.statusCode();
            if (status >= SERVER_ERRORS && status != GATEWAY_TIMEOUT) {
                throw new CompletionException(new IOException("it answers " + status));
            }
            if (status < SUCCESS_END) {
                has.add(title.id());
            }
        });
    }

    private static String problem(Throwable failure) {
        Throwable e = failure instanceof CompletionException ? failure.getCause() : failure;
        if (e instanceof HttpTimeoutException) {
            return "it does not answer in time";
        }
        if (e instanceof ConnectException) {
            return e.getCause() instanceof UnresolvedAddressException
                    ? "there is no such host"
                    : "it cannot be connected to";
        }
        return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
