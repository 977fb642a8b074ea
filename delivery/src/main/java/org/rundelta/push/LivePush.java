package org.rundelta.push;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Pushes a title while it comes into being, so that no target's manifest ever names a missing or partial file. Each target
 * gets what it can take: one that is slow or down holds up no other.
 */
public final class LivePush implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final LiveMailbox states = new LiveMailbox();
    private final List<String> targets;
    private final List<Future<PushResult>> results = new ArrayList<>();
    private final ExecutorService threads;

    private LivePush(List<String> targets) {
        this.targets = targets;
        threads = Executors.newFixedThreadPool(targets.size());
    }

    /**
     * Begins. Nothing is done until there is a state.
     *
     * @param title its folder, which exists
     * @param targets as for {@link Publisher#publish}
     * @param messages are told, in one line, when a target goes down and when it is back; from several threads
     * @throws IllegalArgumentException if no target is named, one twice, or one of an unknown kind
     * @throws IOException if one cannot be meant, as a folder that overlaps with the title
     */
    public static LivePush begin(Path title, List<String> targets, Consumer<String> messages) throws IOException {
        Publisher.requireDistinct(targets);
        Path folder = title.toRealPath();
        LivePush push = new LivePush(targets);
        try {
            for (String target : targets) {
                push.begin(folder, target, messages);
            }
            return push;
        } catch (IOException | IllegalArgumentException e) {
            push.close();
            throw e;
        }
    }

    private void begin(Path title, String target, Consumer<String> messages) throws IOException {
        String name = Publisher.withoutSecret(target);
        LiveTarget.Opener opener = () -> Publisher.open(target, title);
        try {
            opener.open().close();
        } catch (IOException e) {
            throw new IOException("cannot push to " + name + ": " + Publisher.reason(e), e);
        }
        LiveTarget live = new LiveTarget(title, name, opener, FIRST_PAUSE, states, messages);
        results.add(threads.submit(live::run));
    }

    /** Has all targets get this state; returns at once. A state that a target has no time for is passed over. */
    public void publish(LiveState state) {
        states.put(state);
    }

    /**
     * Waits until all targets have the last state.
     *
     * @throws PushException if some targets could not be completed, after some more attempts; the others are
     */
    public PushReport finish() throws IOException, InterruptedException {
        states.end();
        return Publisher.collect(targets, results);
    }

    /** Ends at once what is under way; targets keep the state that they have. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
