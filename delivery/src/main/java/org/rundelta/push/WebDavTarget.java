package org.rundelta.push;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder on a WebDAV server. A file is put as {@code .NAME.partial} beside its final place, read back, and renamed. The
 * folder {@code .rundelta-push} holds the lock and the record of files. Folders that become empty stay.
 */
final class WebDavTarget implements PushTarget {
    private static final String STATE_FOLDER = ".rundelta-push/";
    private static final String RECORD = STATE_FOLDER + "files";
    private static final String LOCK = STATE_FOLDER + "lock/";
    private static final String HOLDER = LOCK + "holder";

    private final WebDav server;
    private final Duration lockPatience;
    private final Set<String> uncommitted = ConcurrentHashMap.newKeySet();
    private LeaseLock lock;

    WebDavTarget(WebDav server, Duration lockPatience) {
        this.server = server;
        this.lockPatience = lockPatience;
    }

    /**
     * Looks at the URL only.
     *
     * @param target a URL
     * @param title which cannot overlap with it
     * @throws IOException if it is no URL of a folder
     */
    static PushTarget open(String target, Path title) throws IOException {
        return new WebDavTarget(WebDav.at(target), LeaseLock.PATIENCE);
    }

    @Override
    public void begin() throws IOException {
        lock = LeaseLock.acquire(new LockFolder(), lockPatience);
        if (lock.isOfTheDead()) {
            for (String path : owned()) {
                server.delete(partial(path));
            }
        }
    }

    /** A folder, since only one can make it, with a file in it. */
    private final class LockFolder implements LeaseLock.Place {
        @Override
        public boolean make(String holder) throws IOException {
            return server.makeFolder(LOCK);
        }

        @Override
        public String read() throws IOException {
            return server.text(HOLDER);
        }

        @Override
        public void write(String holder) throws IOException {
            server.put(HOLDER, holder);
        }

        @Override
        public void delete() throws IOException {
            server.delete(LOCK);
        }
    }

    @Override
    public OptionalLong size(String path) throws IOException {
        return server.size(path);
    }

    @Override
    public Optional<Fingerprint> stat(String path) throws IOException {
        return Optional.ofNullable(server.fingerprint(path));
    }

    @Override
    public Set<String> owned() throws IOException {
        return PushRecord.parse(Objects.requireNonNullElse(server.text(RECORD), ""));
    }

    @Override
    public void own(Set<String> paths) throws IOException {
        if (!paths.equals(owned())) {
            server.put(RECORD + ".partial", PushRecord.format(paths));
            server.move(RECORD + ".partial", RECORD);
        }
    }

    @Override
    public Fingerprint put(String path, long size, Source source) throws IOException {
        uncommitted.add(path);
        server.put(partial(path), size, source);
        Fingerprint stored = server.fingerprint(partial(path));
        return stored == null ? new Fingerprint(0, "") : stored;
    }

    @Override
    public void commit(String path) throws IOException {
        lock.requireHeld();
        server.move(partial(path), path);
        uncommitted.remove(path);
    }

    /** What a server has answered for, it keeps. */
    @Override
    public void flush() {}

    @Override
    public void delete(String path) throws IOException {
        server.delete(path);
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            try {
                for (String path : uncommitted) {
                    server.delete(partial(path));
                }
            } finally {
                lock.close();
            }
        }
    }

    private static String partial(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name) + "." + path.substring(name) + ".partial";
    }
}
