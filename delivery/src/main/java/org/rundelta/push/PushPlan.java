package org.rundelta.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a push will do at one target, from what is there. Files keep the title's order.
 *
 * @param missing not there
 * @param different there with other content
 * @param same there already
 * @param stale paths to delete
 */
record PushPlan(List<TitleFile> missing, List<TitleFile> different, List<TitleFile> same, List<String> stale) {
    static PushPlan of(Title title, PushTarget target, boolean deleteStale, Parallel parallel) throws IOException {
        PushPlan plan = new PushPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<TitleFile, Found> found = new ConcurrentHashMap<>();
        parallel.forEach(title.files(), file -> found.put(file, compare(title, file, target)));
        for (TitleFile file : title.files()) {
            switch (found.get(file)) {
                case MISSING -> plan.missing.add(file);
                case DIFFERENT -> plan.different.add(file);
                case SAME -> plan.same.add(file);
            }
        }
        if (deleteStale) {
            Set<String> stale = target.owned();
            stale.removeAll(title.paths());
            plan.stale.addAll(stale);
        }
        return plan;
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
        boolean isSame = size.getAsLong() == file.size()
                && target.stat(file.path()).equals(Optional.of(title.fingerprint(file)));
        return isSame ? Found.SAME : Found.DIFFERENT;
    }

    void announce(String target, Progress progress) {
        missing.forEach(file -> progress.planned(target, PushListener.Action.COPY, file.path()));
        different.forEach(file -> progress.planned(target, PushListener.Action.COPY, file.path()));
        same.forEach(file -> progress.planned(target, PushListener.Action.SKIP, file.path()));
        stale.forEach(path -> progress.planned(target, PushListener.Action.DELETE, path));
    }

    PushResult result(String target) {
        long bytes = bytes(missing) + bytes(different);
        return new PushResult(target, missing.size() + different.size(), bytes, same.size(), stale.size());
    }

    static long bytes(List<TitleFile> files) {
        return files.stream().mapToLong(TitleFile::size).sum();
    }
}
