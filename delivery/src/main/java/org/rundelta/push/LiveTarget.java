package org.rundelta.push;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Brings a title that comes into being to one target, state after state: the media that the newest manifest names, then
 * that manifest, then away with what no manifest names any more. While the target is down it is tried again and again;
 * states that it has missed by then are passed over. Used by one thread.
 */
final class LiveTarget {
    /** Opens the target anew, since one object serves as long as nothing fails. */
    @FunctionalInterface
    interface Opener {
        PushTarget open() throws IOException;
    }

    /** Between attempts, in first pauses. */
    private static final int LONGEST_PAUSE = 16;

    /** So often it is tried again after the end of the title. */
    private static final int LAST_ATTEMPTS = 3;

    private final Path title;
    private final String name;
    private final Opener opener;
    private final Duration firstPause;
    private final LiveMailbox states;
    private final Consumer<String> messages;
    private final Parallel parallel = new Parallel(PushOptions.CONNECTIONS);

    /** What was put there, verified, and is there as far as is known. */
    private final Set<String> there = ConcurrentHashMap.newKeySet();

    /** Open, or null. */
    private PushTarget target;

    private Map<String, Instant> owned;
    private int files;
    private long bytes;
    private int deleted;

    /**
     * A target that nothing was done about.
     *
     * @param title real path of its folder
     * @param name without secrets
     * @param firstPause between two attempts; it doubles
     * @param messages are told in one line when the target goes down and when it is back
     */
    LiveTarget(
            Path title,
            String name,
            Opener opener,
            Duration firstPause,
            LiveMailbox states,
            Consumer<String> messages) {
        this.title = title;
        this.name = name;
        this.opener = opener;
        this.firstPause = firstPause;
        this.states = states;
        this.messages = messages;
    }

    /**
     * Goes on until the target has the last state.
     *
     * @throws IOException if the target is down at the end of the title, for some time
     */
    PushResult run() throws IOException, InterruptedException {
        try {
            LiveState done = null;
            for (LiveState next = states.after(null); next != null; next = states.after(done)) {
                done = bringUntilDone(next);
            }
            if (target != null) {
                target.own(owned);
            }
            return new PushResult(name, files + 1, bytes, 0, deleted, Math.max(0, ownedCount() - there.size() - 1));
        } finally {
            close();
        }
    }

    private int ownedCount() {
        return owned == null ? 1 : owned.size();
    }

    /** Brings this state, or a newer one that has come meanwhile. */
    private LiveState bringUntilDone(LiveState first) throws IOException, InterruptedException {
        LiveState state = first;
        Duration pause = firstPause;
        int lastFailures = 0;
        Instant downSince = null;
        while (true) {
            try {
                bring(state);
                if (downSince != null) {
                    long seconds = Duration.between(downSince, Instant.now()).toSeconds();
                    messages.accept("push to " + name + " goes on after " + seconds + " s");
                }
                return state;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                boolean hasLeft = isOfTitle(e) && states.isNewerThan(state);
                if (!hasLeft) {
                    if (downSince == null) {
                        messages.accept("push to " + name + ": " + Publisher.reason(e) + "; it is tried again");
                        downSince = Instant.now();
                    }
                    close();
                    boolean isLast = states.awaitEnd(pause);
                    lastFailures += isLast ? 1 : 0;
                    if (lastFailures > LAST_ATTEMPTS) {
                        throw e;
                    }
                    if (isLast) {
                        Thread.sleep(firstPause.toMillis());
                    }
                    pause = shorter(pause.multipliedBy(2), firstPause.multipliedBy(LONGEST_PAUSE));
                }
                state = states.isNewerThan(state) ? states.after(state) : state;
            }
        }
    }

    /** Whether a file of the title is there no more, which was to be sent. */
    private boolean isOfTitle(IOException e) {
        return e instanceof NoSuchFileException missing
                && Path.of(missing.getFile()).startsWith(title);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void bring(LiveState state) throws IOException {
        if (target == null) {
            open();
        }
        List<String> missing = new ArrayList<>(state.named());
        missing.removeAll(there);
        if (!missing.isEmpty() || !owned.containsKey(state.path())) {
            missing.forEach(path -> owned.put(path, PushRecord.CURRENT));
            owned.put(state.path(), PushRecord.CURRENT);
            target.own(owned);
        }
        parallel.forEach(missing, this::putMedia);
        target.flush();
        target.size(state.path()); // which tells the target whether it replaces one
        put(
                state.path(),
                state.manifest().length,
                () -> Channels.newChannel(new ByteArrayInputStream(state.manifest())));
        target.flush();
        target.commit(state.path());
        target.flush();
        deleteBut(state.kept());
    }

    /** After a failure, files that are there no more are sent again. */
    private void open() throws IOException {
        PushTarget opened = opener.open();
        target = opened;
        opened.begin();
        owned = opened.owned();
        Instant now = Instant.now();
        owned.replaceAll((path, since) -> there.contains(path) || !since.equals(PushRecord.CURRENT) ? since : now);
        parallel.forEach(List.copyOf(there), path -> {
            if (opened.size(path).isEmpty()) {
                there.remove(path);
            }
        });
    }

    private void putMedia(String path) throws IOException {
        Path file = title.resolve(path);
        long size = Files.size(file);
        target.size(path);
        put(path, size, () -> FileChannel.open(file, StandardOpenOption.READ));
        target.commit(path);
        there.add(path);
        count(size);
    }

    private synchronized void count(long size) {
        files++;
        bytes += size;
    }

    private void put(String path, long size, Source source) throws IOException {
        if (!target.put(path, size, source)) {
            throw TargetPush.damaged(path);
        }
    }

    private void deleteBut(Set<String> kept) throws IOException {
        for (String path : List.copyOf(there)) {
            if (!kept.contains(path)) {
                target.delete(path);
                there.remove(path);
                owned.remove(path);
                deleted++;
            }
        }
    }

    /** What is wrong with the target was said already, or is about to be. */
    private void close() {
        if (target != null) {
            try {
                target.close();
            } catch (IOException e) {
                // its lock stays until this push takes it again, or another takes it for that of the dead
            }
            target = null;
        }
    }
}
