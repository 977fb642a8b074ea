package org.rundelta.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        Map<TitleFile, Fingerprint> found = new ConcurrentHashMap<>();
        parallel.forEach(title.files(), file -> target.stat(file.path()).ifPresent(there -> found.put(file, there)));
        for (TitleFile file : title.files()) {
            if (!found.containsKey(file)) {
                plan.missing.add(file);
            } else if (found.get(file).equals(file.fingerprint())) {
                plan.same.add(file);
            } else {
                plan.different.add(file);
            }
        }
        if (deleteStale) {
            Set<String> stale = target.owned();
            stale.removeAll(title.paths());
            plan.stale.addAll(stale);
        }
        return plan;
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
        return files.stream().mapToLong(file -> file.fingerprint().size()).sum();
    }
}
