package org.rundelta.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.rundelta.packager.TaskEngine;
import scala.Function2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/** Carries out jobs on Spark: each is a task, what they have in common a broadcast variable. */
final class SparkEngine implements TaskEngine {
    /** A master that takes longer to take an application is none, or another version. */
    private static final long START_SECONDS = 25;

    private static final String VERSION = WorkerTask.minor(WorkerTask.spark());
    private static final long WORKER_MS = 15_000;
    private static final long LAST_ATTEMPTS_MS = 10_000;
    private static final long POLL_MS = 100;

    private final MasterUrl master;
    private final JavaSparkContext context;
    private final ClusterEvents events;
    private final Consumer<String> messages;
    /** Machines that work for the master, if it is one of Spark's own, and was asked. */
    private volatile List<String> hosts = List.of();

    private SparkEngine(MasterUrl master, JavaSparkContext context, Consumer<String> messages) {
        this.master = master;
        this.context = context;
        this.messages = messages;
        events = new ClusterEvents(messages);
        context.sc().addSparkListener(events);
    }

    /**
     * Starts Spark.
     *
     * @throws IOException if the master does not take the application
     */
    static SparkEngine start(MasterUrl master, SparkConf conf, Consumer<String> messages)
            throws IOException, InterruptedException {
        FutureTask<SparkContext> starting = new FutureTask<>(() -> new SparkContext(conf));
        Thread starter = new Thread(starting, "spark");
        starter.setDaemon(true);
        starter.start();
        try {
            SparkContext context =
                    master.isStandalone() ? starting.get(START_SECONDS, TimeUnit.SECONDS) : starting.get();
            if (context.isStopped()) {
                throw refused(master);
            }
            return new SparkEngine(master, new JavaSparkContext(context), messages);
        } catch (TimeoutException e) {
            // Otherwise Spark would try on, and in the end stop whatever of it runs in this process.
            starting.cancel(true);
            starter.join(LAST_ATTEMPTS_MS);
            throw refused(master);
        } catch (ExecutionException e) {
            String reason = ClusterEvents.firstLine(e.getCause().getMessage());
            throw new IOException(
                    master.text() + ": Spark does not start (" + reason + "); check --master and --conf", e);
        }
    }

    private static IOException refused(MasterUrl master) {
        return new IOException(master.text() + ": what answers there takes no application; is it a master of Spark "
                + VERSION + ", and not of another version?");
    }

    @Override
    public int slots() {
        return Math.max(1, context.defaultParallelism());
    }

    @Override
    public <J extends Serializable, R extends Serializable> void run(Work<J, R> work, List<J> jobs, Results<R> results)
            throws IOException, InterruptedException {
        if (jobs.isEmpty()) {
            return;
        }
        if (!master.isLocal() && !events.awaitWorker(WORKER_MS)) {
            hosts = master.isStandalone() ? MasterWorkers.hosts(master, context.sc()) : List.of();
            messages.accept(master.text() + ": " + missing() + "; waiting");
        }
        try {
            submit(work, jobs, results);
        } catch (RuntimeException e) {
            // Spark stops by itself when the program is interrupted, and when nothing can be started on its workers.
            if (context.sc().isStopped()) {
                throw new IOException(stopped(), e);
            }
            throw e;
        }
    }

    private String stopped() {
        if (events.hasHadWorker()) {
            return master.text() + ": Spark has stopped before the jobs were done";
        }
        return master.text() + ": what it starts on its workers" + workers() + " ends before it takes a job; is Spark "
                + VERSION + " there, and Java 17 or newer? The file stderr in their work folders says more";
    }

    /** Why there may be no worker; one of another version has left its master at once. */
    private String missing() {
        return master.isStandalone() && hosts.isEmpty()
                ? "it has no workers; start some, of Spark " + VERSION
                : "no worker of it" + workers() + " has taken a job yet; they may be busy, or start another Spark than "
                        + VERSION;
    }

    /** Those that one of Spark's own masters had when it was last asked, in parentheses. */
    private String workers() {
        return hosts.isEmpty() ? "" : " (" + String.join(", ", hosts) + ")";
    }

    private <J extends Serializable, R extends Serializable> void submit(
            Work<J, R> work, List<J> jobs, Results<R> results) throws IOException, InterruptedException {
        Broadcast<Work<J, R>> shared = context.broadcast(work);
        try {
            SimpleFutureAction<Boolean> action = context.sc()
                    .submitJob(
                            context.parallelize(jobs, jobs.size()).rdd(),
                            new WorkerTask<>(shared),
                            partitions(jobs.size()),
                            handler(results),
                            () -> true);
            await(action, results);
            for (Object job : CollectionConverters.asJava(action.jobIds())) {
                events.awaitEnd((Integer) job, LAST_ATTEMPTS_MS);
            }
            if (results.isWanted()) {
                requireDone(action);
            }
        } finally {
            if (!context.sc().isStopped()) {
                shared.destroy();
            }
        }
    }

    /** Waits for the end of the job; what is not wanted any more is cancelled, even if the caller is interrupted. */
    private static void await(SimpleFutureAction<Boolean> action, Results<?> results) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        action.onComplete(
                result -> {
                    done.countDown();
                    return null;
                },
                ExecutionContext.global());
        boolean completed = false;
        try {
            while (!completed && results.isWanted()) {
                completed = done.await(POLL_MS, TimeUnit.MILLISECONDS);
            }
        } finally {
            if (!completed) {
                action.cancel();
            }
        }
    }

    private void requireDone(SimpleFutureAction<Boolean> action) throws IOException {
        if (!action.value().isDefined()) {
            throw new IOException("the job was cancelled");
        }
        if (action.value().get().isSuccess()) {
            return;
        }
        Throwable problem = action.value().get().failed().get();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException result) {
                throw result.getCause();
            }
        }
        throw new IOException(
                events.failure().orElseGet(() -> master.text() + ": " + ClusterEvents.firstLine(problem.getMessage())),
                problem);
    }

    @SuppressWarnings("unchecked") // integers are what Scala's are when boxed
    private static Seq<Object> partitions(int count) {
        List<Integer> numbers = IntStream.range(0, count).boxed().toList();
        return (Seq<Object>) (Seq<?>) CollectionConverters.asScala(numbers).toSeq();
    }

    private static <R> Function2<Object, R, BoxedUnit> handler(Results<R> results) {
        return (job, result) -> {
            try {
                results.done((Integer) job, result);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return BoxedUnit.UNIT;
        };
    }

    @Override
    public void close() {
        events.close();
        context.close();
    }
}
