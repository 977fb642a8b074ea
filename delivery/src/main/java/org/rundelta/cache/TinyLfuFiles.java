package org.rundelta.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.function.Consumer;

/** Caffeine's policy: a file stays that is asked for more often than the one that would have to go for it (W-TinyLFU). */
final class TinyLfuFiles implements HeldFiles {
    /** Caffeine's weights are ints. */
    private static final long UNIT_BYTES = 1024;

    private final Cache<String, CachedFile> files;

    /** @param evicted hears of each file that had to go */
    TinyLfuFiles(long maxBytes, Consumer<CachedFile> evicted) {
        files = Caffeine.newBuilder()
                .maximumWeight(maxBytes / UNIT_BYTES)
                .weigher(TinyLfuFiles::weight)
                .executor(Runnable::run)
                .<String, CachedFile>evictionListener((path, file, cause) -> evicted.accept(file))
                .build();
    }

    private static int weight(String path, CachedFile file) {
        return file.isPinned() ? 0 : (int) Math.min(Integer.MAX_VALUE, file.size() / UNIT_BYTES + 1);
    }

    @Override
    public CachedFile get(String path) {
        return files.getIfPresent(path);
    }

    @Override
    public CachedFile peek(String path) {
        return files.policy().getIfPresentQuietly(path);
    }

    @Override
    public void put(CachedFile file) {
        files.put(file.path(), file);
    }

    @Override
    public boolean replace(CachedFile before, CachedFile after) {
        return files.asMap().replace(before.path(), before, after);
    }

    @Override
    public boolean remove(CachedFile file) {
        return files.asMap().remove(file.path(), file);
    }

    @Override
    public Collection<CachedFile> all() {
        return files.asMap().values();
    }

    @Override
    public void limit(long bytes) {
        files.policy().eviction().orElseThrow().setMaximum(Math.max(0, bytes / UNIT_BYTES));
        files.cleanUp();
    }
}
