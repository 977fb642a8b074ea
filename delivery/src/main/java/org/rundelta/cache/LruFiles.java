package org.rundelta.cache;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The file goes that was not asked for the longest. */
final class LruFiles implements HeldFiles {
    private final Map<String, CachedFile> files = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, CachedFile> pinned = new LinkedHashMap<>();
    private final Consumer<CachedFile> evicted;
    private long maxBytes;
    private long bytes;

    /** @param evicted hears of each file that had to go */
    LruFiles(long maxBytes, Consumer<CachedFile> evicted) {
        this.maxBytes = maxBytes;
        this.evicted = evicted;
    }

    @Override
    public synchronized CachedFile get(String path) {
        CachedFile file = files.get(path);
        return file == null ? pinned.get(path) : file;
    }

    /** A map in order of access has no other way to look. */
    @Override
    public CachedFile peek(String path) {
        return get(path);
    }

    @Override
    public synchronized void put(CachedFile file) {
        drop(file.path());
        if (file.isPinned()) {
            pinned.put(file.path(), file);
        } else {
            files.put(file.path(), file);
            bytes += file.size();
        }
        evict();
    }

    private void drop(String path) {
        CachedFile before = files.remove(path);
        bytes -= before == null ? 0 : before.size();
        pinned.remove(path);
    }

    private void evict() {
        Iterator<CachedFile> eldest = files.values().iterator();
        while (bytes > maxBytes) {
            CachedFile file = eldest.next();
            eldest.remove();
            bytes -= file.size();
            evicted.accept(file);
        }
    }

    @Override
    public synchronized boolean replace(CachedFile before, CachedFile after) {
        boolean isHeld = before.equals(get(before.path()));
        if (isHeld) {
            put(after);
        }
        return isHeld;
    }

    @Override
    public synchronized boolean remove(CachedFile file) {
        boolean isHeld = file.equals(get(file.path()));
        if (isHeld) {
            drop(file.path());
        }
        return isHeld;
    }

    @Override
    public synchronized Collection<CachedFile> all() {
        List<CachedFile> all = new java.util.ArrayList<>(pinned.values());
        all.addAll(files.values());
        return all;
    }

    @Override
    public synchronized void limit(long newMaxBytes) {
        maxBytes = Math.max(0, newMaxBytes);
        evict();
    }
}
