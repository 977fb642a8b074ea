package org.rundelta.push;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder on an HTTP server. Media that nothing names yet is put in its place and read back; on a WebDAV server what
 * replaces a file, and manifests, are put as {@code .NAME.partial} beside their place, read back, and renamed. The folder
 * {@code .rundelta-push} holds the lock and the record of files. Folders that become empty stay. A server without WebDAV
 * replaces at once.
 */
final class WebDavTarget implements PushTarget {
    private static final String STATE_FOLDER = ".rundelta-push/";
    private static final String RECORD = STATE_FOLDER + "files";
    private static final String LOCK = STATE_FOLDER + "lock/";
    private static final String HOLDER = LOCK + "holder";

    private final WebDav server;
    private final Duration lockPatience;
    private final PushCare care;

    /** Where that is which was put and not committed; without what replaced a file at once. */
    private final Map<String, String> uncommitted = new ConcurrentHashMap<>();

    /** Whether a folder was there when it was first looked for. */
    private final Map<String, Boolean> folders = new ConcurrentHashMap<>();

    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private LeaseLock lock;

    WebDavTarget(WebDav server, Duration lockPatience, PushCare care) {
        this.server = server;
        this.lockPatience = lockPatience;
        this.care = care;
    }

    /**
     * Looks at the URL only.
     *
     * @param target a URL
     * @param title which cannot overlap with it
     * @param care whether what was put is read back
     * @throws IOException if it is no URL of a folder
     */
    static PushTarget open(String target, Path title, PushCare care) throws IOException {
        return new WebDavTarget(WebDav.at(target), LeaseLock.PATIENCE, care);
    }

    @Override
    public void begin() throws IOException {
        lock = LeaseLock.acquire(new LockFolder(), lockPatience);
        if (lock.isOfTheDead()) {
            for (String path : owned().keySet()) {
                server.delete(partial(path));
            }
        }
    }

    /** A folder, since only one can make it, with a file in it. */
    private final class LockFolder implements LeaseLock.Place {
        @Override
        public boolean make(String holder) throws IOException {
            if (server.isDav()) {
                return server.makeFolder(LOCK);
            }
            if (read() != null) {
                return false;
            }
            write(holder);
            return holder.equals(read());
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
            server.delete(server.isDav() ? LOCK : HOLDER);
        }
    }

    @Override
    public OptionalLong size(String path) throws IOException {
        OptionalLong size = isFolderThere(folderOf(path)) ? server.size(path) : OptionalLong.empty();
        if (size.isEmpty()) {
            missing.add(path);
        }
        return size;
    }

    /** Saves looking for each of the files of a new folder. Some servers hide folders that are there. */
    private boolean isFolderThere(String name) throws IOException {
        Boolean known = folders.get(name);
        if (known != null) {
            return known;
        }
        boolean isThere = server.isThere(name)
                || owned().keySet().stream().anyMatch(path -> folderOf(path).equals(name));
        folders.put(name, isThere);
        return isThere;
    }

    @Override
    public boolean holds(String path, long size, Source source) throws IOException {
        return server.holds(path, size, source);
    }

    @Override
    public Map<String, Instant> owned() throws IOException {
        return PushRecord.parse(Objects.requireNonNullElse(server.text(RECORD), ""));
    }

    @Override
    public void own(Map<String, Instant> files) throws IOException {
        if (!files.equals(owned())) {
            String file = server.isDav() ? RECORD + ".partial" : RECORD;
            server.put(file, PushRecord.format(files));
            if (server.isDav()) {
                server.move(file, RECORD);
            }
        }
    }

    @Override
    public boolean put(String path, long size, Source source) throws IOException {
        boolean isNew = missing.contains(path);
        boolean isInPlace = !server.isDav() || isNew && !TitleFile.isManifestPath(path);
        String file = isInPlace ? path : partial(path);
        if (isNew || !isInPlace) {
            uncommitted.put(path, file);
        }
        if (care.readsBack()) {
            return server.putAndReadBack(file, size, source);
        }
        server.put(file, size, source);
        requireSize(file, size);
        return true;
    }

    private void requireSize(String file, long size) throws IOException {
        OptionalLong there = server.size(file);
        if (there.isEmpty() || there.getAsLong() != size) {
            String found = there.isEmpty() ? "is not there" : "has " + there.getAsLong() + " bytes there";
            throw new IOException(file + " " + found + " after its " + size
                    + " bytes were put: check its disk and that nothing else writes there, then push again");
        }
    }

    @Override
    public void commit(String path) throws IOException {
        lock.requireHeld();
        String file = uncommitted.getOrDefault(path, path);
        if (!file.equals(path)) {
            server.move(file, path);
        }
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
        try (server) {
            if (lock != null) {
                discard();
            }
        }
    }

    private void discard() throws IOException {
        try {
            for (String file : uncommitted.values()) {
                server.delete(file);
            }
        } finally {
            lock.close();
        }
    }

    private static String folderOf(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String partial(String path) {
        String above = folderOf(path);
        return above + "." + path.substring(above.length()) + ".partial";
    }
}
