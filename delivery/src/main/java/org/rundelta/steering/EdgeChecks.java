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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
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

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final int SUCCESS_END = 300;
    private static final int SERVER_ERRORS = 500;
    private static final int GATEWAY_TIMEOUT = 504;

    private final SteeringConfig config;
    private final Clock clock;
    private final Consumer<String> log;
    private final long halfIntervalMs;
    private final HttpClient client;
    private final ScheduledExecutorService threads;
    private final List<PathwayHealth> health;
    private final boolean[] isLate;

    /** @param log is told when an edge goes down, or comes back */
    EdgeChecks(SteeringConfig config, Clock clock, Consumer<String> log) {
        this.config = config;
        this.clock = clock;
        this.log = log;
        halfIntervalMs = config.checkInterval().toMillis() / 2;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        health =
                new CopyOnWriteArrayList<>(Collections.nCopies(config.pathways().size(), PathwayHealth.UNKNOWN));
        isLate = new boolean[health.size()];
        threads = Executors.newScheduledThreadPool(config.pathways().size(), task -> {
            Thread thread = new Thread(task, "edge checks");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Checks all edges once, and goes on doing so. */
    void start() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(health.size());
        for (int i = 0; i < health.size(); i++) {
            int pathway = i;
            Future<?> unused = threads.scheduleAtFixedRate(
                    () -> {
                        check(pathway);
                        first.countDown();
                    },
                    0,
                    halfIntervalMs,
                    TimeUnit.MILLISECONDS);
        }
        first.await();
    }

    /** What is known now, of each pathway of the configuration in its order. */
    List<PathwayHealth> health() {
        return health;
    }

    private void check(int index) {
        Pathway pathway = config.pathways().get(index);
        PathwayHealth before = health.get(index);
        PathwayHealth now = check(pathway, before);
        health.set(index, now);
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

    private PathwayHealth check(Pathway pathway, PathwayHealth before) {
        long startedMs = clock.millis();
        long waitMs = Math.min(halfIntervalMs, MAX_WAIT.toMillis());
        Set<String> has = new HashSet<>();
        List<SteeredTitle> titles = List.copyOf(config.titles().values());
        for (int from = 0; from < titles.size(); from += AT_ONCE) {
            List<SteeredTitle> some = titles.subList(from, Math.min(titles.size(), from + AT_ONCE));
            List<CompletableFuture<Integer>> asked =
                    some.stream().map(title -> ask(pathway, title, waitMs)).toList();
            for (int i = 0; i < some.size(); i++) {
                try {
                    int status = asked.get(i).join();
                    if (status >= SERVER_ERRORS && status != GATEWAY_TIMEOUT) {
                        return before.failed(startedMs, "it answers " + status);
                    }
                    if (status < SUCCESS_END) {
                        has.add(some.get(i).id());
                    }
                } catch (CompletionException e) {
                    return before.failed(startedMs, problem(e.getCause()));
                }
            }
        }
        return before.passed(startedMs, has);
    }

    private CompletableFuture<Integer> ask(Pathway pathway, SteeredTitle title, long waitMs) {
        HttpRequest.Builder request = HttpRequest.newBuilder(title.manifestAt(pathway))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofMillis(waitMs));
        if (!pathway.isPulling()) {
            // An edge that could fetch it is to say that it has it; servers that are no caches do not know the word.
            request.setHeader("Cache-Control", "only-if-cached");
        }
        return client.sendAsync(request.build(), BodyHandlers.discarding())
                .thenApply(response -> response.statusCode());
    }

    private static String problem(Throwable e) {
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
        threads.shutdownNow();
    }
}
