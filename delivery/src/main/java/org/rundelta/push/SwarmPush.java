package org.rundelta.push;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.Peer;
import org.rundelta.swarm.PeerListener;
import org.rundelta.swarm.PeerOptions;
import org.rundelta.swarm.PeerStorage;
import org.rundelta.swarm.TorrentMaker;
import org.rundelta.swarm.TorrentOptions;

/**
 * Brings one title to several directories at once: it is read once, and each directory has a peer that passes on what has come.
 */
final class SwarmPush {
    private static final Duration TURN = Duration.ofMillis(50);
    private static final TorrentOptions TORRENT = new TorrentOptions(Optional.empty(), true, List.of(), List.of());

    private final Title title;
    private final PushOptions options;
    private final Progress progress;
    private final List<InetSocketAddress> known = new ArrayList<>();

    SwarmPush(Title title, PushOptions options, Progress progress) {
        this.title = title;
        this.options = options;
        this.progress = progress;
    }

    /** A directory on its way; {@code peer} is null until it takes part, and {@code result} until it has everything. */
    private static final class Filled implements AutoCloseable {
        private final String name;
        private final DirectoryTarget target;
        private PushPlan plan;
        private Peer peer;
        private PushResult result;
        private IOException failure;
        private long counted;

        Filled(String name, DirectoryTarget target) {
            this.name = name;
            this.target = target;
        }

        private boolean isUnderWay() {
            return result == null && failure == null;
        }

        @Override
        public void close() throws IOException {
            if (peer != null) {
                peer.close();
            }
            target.close();
        }
    }

    /**
     * Pushes; a directory that fails does not stop the others.
     *
     * @param outcome is told what came of each
     * @throws IOException if the title cannot be read, or changes meanwhile
     */
    void run(List<String> names, List<DirectoryTarget> targets, Outcome outcome)
            throws IOException, InterruptedException {
        List<String> paths = title.files().stream().map(TitleFile::path).toList();
        Metainfo torrent = Metainfo.read(TorrentMaker.make(title.folder(), paths, TORRENT, bytes -> {}));
        title.checkUnchanged();
        List<Filled> all = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            all.add(new Filled(names.get(i), targets.get(i)));
        }
        PeerStorage source = PeerStorage.as(title.folder());
        try (Peer seed = Peer.seedUnchanged(torrent, source, peer(options.bytesPerSecond(), true), PeerListener.NONE)) {
            known.add(seed.address());
            for (Filled one : all) {
                attempt(one, () -> begin(one, torrent));
            }
            while (all.stream().anyMatch(Filled::isUnderWay)) {
                for (Filled one : all) {
                    if (one.isUnderWay()) {
                        attempt(one, () -> look(one));
                    }
                }
                requireRight(seed, all);
            }
        } finally {
            for (Filled one : all) {
                attempt(one, one::close);
            }
        }
        all.forEach(one -> outcome.of(one.name, Optional.ofNullable(one.result), Optional.ofNullable(one.failure)));
    }

    /** Takes what came of a directory: a result or a failure. */
    interface Outcome {
        void of(String name, Optional<PushResult> result, Optional<IOException> failure);
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static void attempt(Filled one, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (IOException e) {
            one.failure = one.failure == null ? e : one.failure;
            one.result = null;
        }
    }

    /** Each dials those that were there before it, and sends to all: they have one owner. */
    private PeerOptions peer(long bytesPerSecond, boolean superSeed) {
        return new PeerOptions(
                InetAddress.getLoopbackAddress(), 0, known, bytesPerSecond, 0, Integer.MAX_VALUE, false, superSeed);
    }

    private void begin(Filled one, Metainfo torrent) throws IOException {
        DirectoryTarget target = one.target;
        target.begin();
        target.deleteUnfinished(torrent);
        one.plan = PushPlan.of(title, target, options.deleteStale(), new Parallel(options.connections()));
        one.plan.announce(one.name, progress);
        Map<String, Instant> owned = target.owned();
        title.paths().forEach(path -> owned.put(path, PushRecord.CURRENT));
        target.own(owned);
        one.peer = Peer.start(torrent, PeerStorage.as(target.root()), peer(0, false), new PeerListener() {
            @Override
            public void checked(int bytes) {}

            @Override
            public void fetched(int bytes) {
                count(one, bytes);
            }

            @Override
            public void note(String line) {}
        });
        known.add(one.peer.address());
    }

    private void look(Filled one) throws IOException, InterruptedException {
        if (one.peer.awaitComplete(TURN)) {
            for (String path : one.plan.stale()) {
                one.target.delete(path);
            }
            one.target.own(one.plan.kept());
            one.result = one.plan.result(one.name);
            count(one, title.bytes());
        }
    }

    /** Counts bytes that are there, no more than there are; what was there before, when all is. */
    private void count(Filled one, long bytes) {
        long more;
        synchronized (one) {
            more = Math.min(bytes, title.bytes() - one.counted);
            one.counted += more;
        }
        progress.add(more);
    }

    /** A seed that ends, or sends what the torrent does not have, has another title than the one that was hashed. */
    private void requireRight(Peer seed, List<Filled> all) throws IOException, InterruptedException {
        if (seed.isOver()) {
            title.checkUnchanged();
            seed.awaitEnd();
        }
        boolean isWrong = all.stream()
                .anyMatch(one -> one.peer != null && one.peer.report().banned() > 0);
        if (isWrong) {
            title.checkUnchanged();
            throw new IOException(title.folder() + " does not read as it did when it was hashed: check its disk");
        }
    }
}
