package org.rundelta.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a push will do at one target, from what is there. Files keep the title's order.
 *
 * @param missing not there
 * @param different there with other content
 * @param same there already
 * @param stale paths to delete
 */
record PushPlan(List<TitleFile> missing, List<TitleFile> different, List<TitleFile> same, List<String> stale) {
    static PushPlan of(Title title, PushTarget target, boolean deleteStale) throws IOException {
        PushPlan plan = new PushPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (TitleFile file : title.files()) {
            Optional<Fingerprint> there = target.stat(file.path());
            if (there.isEmpty()) {
                plan.missing.add(file);
            } else if (there.get().equals(file.fingerprint())) {
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
