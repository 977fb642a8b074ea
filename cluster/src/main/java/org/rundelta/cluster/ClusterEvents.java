package org.rundelta.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark tells of workers and attempts, some of which becomes messages. Safe for use by several threads. */
final class ClusterEvents extends SparkListener {
    /** What Spark says of classes that a worker does not have, or has otherwise. */
    private static final Set<String> OTHER_CLASSES = Set.of(
            "java.lang.ClassNotFoundException", "java.lang.NoClassDefFoundError", "java.io.InvalidClassException");

    private final Consumer<String> messages;
    private final Map<String, String> hosts = new HashMap<>();
    /** Attempts that run, by stage. */
    private final Map<Integer, Integer> attempts = new HashMap<>();

    private final Map<Integer, Set<Integer>> stages = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private String failure;
    private boolean hadWorker;
    private boolean closing;
    private boolean stopped;

    /** @param messages gets lines for people */
    ClusterEvents(Consumer<String> messages) {
        this.messages = messages;
    }

    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded event) {
        hosts.put(event.executorId(), event.executorInfo().executorHost());
        hadWorker = true;
        notifyAll();
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved event) {
        String host = hosts.remove(event.executorId());
        if (!closing && host != null) {
            messages.accept(
                    "worker " + host + " is lost (" + firstLine(event.reason()) + "); what it was doing is done again");
        }
    }

    @Override
    public synchronized void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted event) {
        messages.accept("job " + event.taskIndex() + " is slow where it is; it is begun elsewhere, too");
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart event) {
        Set<Integer> ids = new HashSet<>();
        CollectionConverters.asJava(event.stageIds()).forEach(id -> ids.add((Integer) id));
        stages.put(event.jobId(), ids);
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart event) {
        attempts.merge(event.stageId(), 1, Integer::sum);
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
        attempts.merge(event.stageId(), -1, Integer::sum);
        if (event.reason() instanceof ExceptionFailure exception) {
            failure = describe(event.taskInfo().host(), exception);
        } else if (event.reason() instanceof TaskFailedReason reason && reason.countTowardsTaskFailures()) {
            failure = "worker " + event.taskInfo().host() + ": " + firstLine(reason.toErrorString());
        }
        notifyAll();
    }

    private static String describe(String host, ExceptionFailure exception) {
        if (exception.className().equals(WorkerException.class.getName())) {
            return exception.description();
        }
        String what = exception.className() + ": " + firstLine(exception.description());
        return OTHER_CLASSES.stream().anyMatch(what::contains)
                ? "worker " + host + " has no Rundelta, or another version of it (" + what
                        + "); give Spark this one's jars, as docs/cluster.md says"
                : "worker " + host + ": " + what;
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd event) {
        ended.add(event.jobId());
        notifyAll();
    }

    @Override
    public synchronized void onApplicationEnd(SparkListenerApplicationEnd event) {
        stopped = true;
        notifyAll();
    }

    /** Why the last attempt that failed did. */
    synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** From now on, workers that go are not lost. */
    synchronized void close() {
        closing = true;
    }

    /** Whether there has ever been a worker that took jobs. */
    synchronized boolean hasHadWorker() {
        return hadWorker;
    }

    /** Waits for a worker; whether there is one. */
    synchronized boolean awaitWorker(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (hosts.isEmpty() && !stopped && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return !hosts.isEmpty();
    }

    /** Waits until no attempt of a job runs any more, as those do for a while that others have overtaken. */
    synchronized void awaitEnd(int job, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!isOver(job) && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        ended.remove(job);
        stages.remove(job);
    }

    private boolean isOver(int job) {
        return stopped
                || ended.contains(job)
                        && stages.getOrDefault(job, Set.of()).stream()
                                .allMatch(stage -> attempts.getOrDefault(stage, 0) == 0);
    }

    static String firstLine(String text) {
        return text == null ? "" : text.strip().lines().findFirst().orElse("");
    }
}
