package org.rundelta.push;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings one title to one target. */
final class TargetPush {
    private final Title title;
    private final String name;
    private final PushTarget target;
    private final Progress progress;

    TargetPush(Title title, String name, PushTarget target, Progress progress) {
        this.title = title;
        this.name = name;
        this.target = target;
        this.progress = progress;
    }

    /** Reads the target and says what a push would do. */
    PushResult rehearse(boolean deleteStale) throws IOException {
        PushPlan plan = PushPlan.of(title, target, deleteStale);
        plan.announce(name, progress);
        progress.add(title.bytes());
        return plan.result(name);
    }

    /**
     * Pushes. Until its last step, the rename of the manifest, a player sees the old title: new files have names that
     * the old manifest does not know. Should a title replace media under their old names all the same, those files wait
     * beside the old ones until everything else is there, so that the old title stays whole for as long as it can.
     */
    PushResult run(boolean deleteStale) throws IOException {
        target.begin();
        PushPlan plan = PushPlan.of(title, target, deleteStale);
        plan.announce(name, progress);
        progress.add(PushPlan.bytes(plan.same()));
        Set<String> owned = target.owned();
        owned.addAll(title.paths());
        target.own(owned);

        copyMedia(plan);
        target.flush();
        checkMedia();
        title.checkUnchanged();
        copyManifests(plan);
        target.flush();
        deleteStale(plan);
        return plan.result(name);
    }

    private void copyMedia(PushPlan plan) throws IOException {
        for (TitleFile file : media(plan.missing())) {
            put(file);
            target.commit(file.path());
        }
        List<TitleFile> replacing = media(plan.different());
        for (TitleFile file : replacing) {
            put(file);
        }
        for (TitleFile file : replacing) {
            target.commit(file.path());
        }
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
        for (TitleFile manifest : manifests) {
            target.commit(manifest.path());
        }
    }

    private void put(TitleFile file) throws IOException {
        MessageDigest digest = Fingerprint.newDigest();
        Fingerprint stored;
        try (InputStream in = new MeasuredStream(title.open(file), digest, progress)) {
            stored = target.put(file.path(), in);
        }
        if (!stored.equals(file.fingerprint())) {
            boolean sourceChanged =
                    !Fingerprint.of(file.fingerprint().size(), digest).equals(file.fingerprint());
            throw sourceChanged ? title.changed(file.path()) : damaged(file);
        }
    }

    /** The last look before the manifest promises the media to players. */
    private void checkMedia() throws IOException {
        for (TitleFile file : title.media()) {
            if (!target.stat(file.path()).equals(Optional.of(file.fingerprint()))) {
                throw damaged(file);
            }
        }
    }

    private void deleteStale(PushPlan plan) throws IOException {
        for (String path : plan.stale()) {
            target.delete(path);
        }
        if (!plan.stale().isEmpty()) {
            target.own(title.paths());
        }
    }

    private static IOException damaged(TitleFile file) {
        return new IOException(file.path() + " reads back from it with other bytes than were written: check its disk"
                + " and that nothing else writes there, then push again");
    }

    /** The source as the target reads it: hashed and counted on the way. */
    private static final class MeasuredStream extends FilterInputStream {
        private final MessageDigest digest;
        private final Progress progress;

        MeasuredStream(InputStream in, MessageDigest digest, Progress progress) {
            super(in);
            this.digest = digest;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                digest.update(buffer, offset, read);
                progress.add(read);
            }
            return read;
        }
    }
}
