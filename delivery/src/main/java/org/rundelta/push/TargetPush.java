package org.rundelta.push;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings one title to one target. */
final class TargetPush {
    private final Title title;
    private final String name;
    private final PushTarget target;
    private final Progress progress;
    private final Parallel parallel;
    private final RateLimit limit;

    TargetPush(Title title, String name, PushTarget target, Progress progress, Parallel parallel, RateLimit limit) {
        this.title = title;
        this.name = name;
        this.target = target;
        this.progress = progress;
        this.parallel = parallel;
        this.limit = limit;
    }

    /** Reads the target and says what a push would do. */
    PushResult rehearse(Optional<Duration> deleteStale) throws IOException {
        PushPlan plan = PushPlan.of(title, target, deleteStale, parallel);
        plan.announce(name, progress);
        progress.add(title.bytes());
        return plan.result(name);
    }

    /**
     * Pushes. Until its last step, the rename of the manifest, a player sees the old title: new files have names that
     * the old manifest does not know. Should a title replace media under their old names all the same, those files wait
     * beside the old ones until everything else is there, so that the old title stays whole for as long as it can.
     */
    PushResult run(Optional<Duration> deleteStale) throws IOException {
        target.begin();
        PushPlan plan = PushPlan.of(title, target, deleteStale, parallel);
        plan.announce(name, progress);
        progress.add(PushPlan.bytes(plan.same()));
        if (plan.isReplacing()) {
            target.replacing();
        }
        Map<String, Instant> owned = target.owned();
        title.paths().forEach(path -> owned.put(path, PushRecord.CURRENT));
        target.own(owned);

        copyMedia(plan);
        copyManifests(plan);
        deleteStale(plan);
        return plan.result(name);
    }

    private void copyMedia(PushPlan plan) throws IOException {
        parallel.forEach(media(plan.missing()), file -> {
            put(file);
            target.commit(file.path());
        });
        List<TitleFile> replacing = media(plan.different());
        parallel.forEach(replacing, this::put);
        title.checkSameNames();
        target.flush();
        parallel.forEach(replacing, file -> target.commit(file.path()));
    }

    private static List<TitleFile> media(List<TitleFile> files) {
        return files.stream().filter(file -> !file.isManifest()).toList();
    }

    private void copyManifests(PushPlan plan) throws IOException {
        List<TitleFile> manifests = new ArrayList<>(title.manifests());
        manifests.removeAll(plan.same());
        for (TitleFile manifest : manifests) {
            put(manifest);
        }
        target.flush();
        for (TitleFile manifest : manifests) {
            target.commit(manifest.path());
        }
        target.flush();
    }

    private void put(TitleFile file) throws IOException {
        MeasuredSource source = new MeasuredSource(title, file, progress, limit);
        boolean isRight;
        try {
            isRight = target.put(file.path(), file.size(), source);
        } catch (IOException e) {
            title.checkUnchanged(file);
            throw e;
        }
        title.checkUnchanged(file);
        if (!isRight) {
            throw damaged(file.path());
        }
    }

    private void deleteStale(PushPlan plan) throws IOException {
        for (String path : plan.stale()) {
            target.delete(path);
        }
        target.own(plan.kept());
    }

    static IOException damaged(String path) {
        return new IOException(path + " reads back from it with other bytes than were written: check its disk"
                + " and that nothing else writes there, then push again");
    }
}
