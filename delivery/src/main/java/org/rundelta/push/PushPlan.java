package org.rundelta.push;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a push will do at one target, from what is there. Files keep the title's order.
 *
 * @param missing not there
 * @param different there with other content
 * @param same there already
 * @param stale paths to delete
 * @param kept the record of what is the target's own after the push
 */
record PushPlan(
        List<TitleFile> missing,
        List<TitleFile> different,
        List<TitleFile> same,
        List<String> stale,
        Map<String, Instant> kept) {

    static PushPlan of(Title title, PushTarget target, Optional<Duration> deleteStale, Parallel parallel)
            throws IOException {
        PushPlan plan = new PushPlan(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        Map<String, Found> found = new ConcurrentHashMap<>();
        parallel.forEach(title.files(), file -> found.put(file.path(), compare(title, file, target)));
        for (TitleFile file : title.files()) {
            switch (found.get(file.path())) {
                case MISSING -> plan.missing.add(file);
                case DIFFERENT -> plan.different.add(file);
                case SAME -> plan.same.add(file);
            }
        }
        Map<String, Instant> owned = target.owned();
        title.paths().forEach(path -> plan.kept.put(path, PushRecord.CURRENT));
        owned.keySet().removeAll(title.paths());
        owned.forEach((path, since) -> plan.addStale(path, since, deleteStale));
        return plan;
    }

    private void addStale(String path, Instant recorded, Optional<Duration> deleteStale) {
        Instant now = Instant.now();
        Instant since = recorded.isBefore(now) ? recorded : now;
        if (deleteStale.isPresent() && !since.isAfter(now.minus(deleteStale.get()))) {
            stale.add(path);
        } else {
            kept.put(path, since);
        }
    }

    private enum Found {
        MISSING,
        DIFFERENT,
        SAME
    }

    /** Reads neither side if the size alone tells. */
    private static Found compare(Title title, TitleFile file, PushTarget target) throws IOException {
        OptionalLong size = target.size(file.path());
        if (size.isEmpty()) {
            return Found.MISSING;
        }
        boolean isSame =
                size.getAsLong() == file.size() && target.holds(file.path(), file.size(), () -> title.open(file));
        if (isSame) {
            title.checkUnchanged(file);
        }
        return isSame ? Found.SAME : Found.DIFFERENT;
    }

    /** Whether something is lost to a title that was there before. */
    boolean isReplacing() {
        return !different.isEmpty() || !stale.isEmpty();
    }

    void announce(String target, Progress progress) {
        missing.forEach(file -> progress.planned(target, PushListener.Action.COPY, file.path()));
        different.forEach(file -> progress.planned(target, PushListener.Action.COPY, file.path()));
        same.forEach(file -> progress.planned(target, PushListener.Action.SKIP, file.path()));
        stale.forEach(path -> progress.planned(target, PushListener.Action.DELETE, path));
    }

    PushResult result(String target) {
        long bytes = bytes(missing) + bytes(different);
        int files = missing.size() + different.size();
        int staying = kept.size() - files - same.size();
        return new PushResult(target, files, bytes, same.size(), stale.size(), staying);
    }

    static long bytes(List<TitleFile> files) {
        return files.stream().mapToLong(TitleFile::size).sum();
    }
}
