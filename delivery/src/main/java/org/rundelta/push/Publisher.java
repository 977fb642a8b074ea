package org.rundelta.push;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pushes a packaged title to its targets, so that no target's manifest ever names a missing or partial file. */
public final class Publisher {
    private static final String DIRECTORY = "file";

    /** One entry for each kind of target; a target without a scheme is a directory. */
    private static final Map<String, TargetScheme> SCHEMES = Map.of(
            DIRECTORY,
            DirectoryTarget::open,
            "http",
            WebDavTarget::open,
            "https",
            WebDavTarget::open,
            "s3",
            // No method reference, with which Java loads classes of Amazon's at each start.
            (target, title, care) -> S3Target.open(target, title, care));

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");
    private static final Pattern SECRET = Pattern.compile("//[^/]*@");

    /** In what is no URL of a server, as if a password has a slash. */
    private static final Pattern DOUBTFUL = Pattern.compile("//.*@");

    private static final int MAX_THREADS = 4;

    private Publisher() {}

    @FunctionalInterface
    private interface TargetScheme {
        /**
         * Looks whether the target can be meant; changes nothing there.
         *
         * @param title real path of the folder to be pushed
         * @throws IOException if the target cannot be named so, or overlaps with the title
         */
        PushTarget open(String target, Path title, PushCare care) throws IOException;
    }

    /**
     * Copies a packaged folder to every target, several at a time. What a target has already, byte for byte, is
     * not copied again, so a push that was interrupted is continued by doing it again. Hidden files are left out.
     *
     * @param title a folder with at least one manifest, {@code *.mpd} or {@code *.m3u8}
     * @param targets directories, {@code file:} URLs, {@code http(s):} URLs of WebDAV servers,
     *     or {@code s3://bucket/prefix}; an absent directory is
     *     made. A name and password in a URL are left out of reports and messages
     * @throws IllegalArgumentException if no target is named, one twice, or one of an unknown kind; nothing is done
     *     then
     * @throws PushException if some targets could not be completed; the others are
     * @throws IOException if the title cannot be read or has no manifest; nothing is done then
     * @throws InterruptedException if the thread is interrupted; targets keep the old title or have the new one
     */
    public static PushReport publish(Path title, List<String> targets, PushOptions options, PushListener listener)
            throws IOException, InterruptedException {
        requireDistinct(targets);
        List<TargetScheme> schemes = targets.stream().map(Publisher::scheme).toList();
        Title read = Title.read(title);
        Progress progress = new Progress(listener, read.bytes() * targets.size());
        RateLimit limit = new RateLimit(options.bytesPerSecond());
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(targets.size(), MAX_THREADS));
        try {
            List<Future<PushResult>> results = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                String name = targets.get(i);
                TargetScheme scheme = schemes.get(i);
                results.add(threads.submit(() -> push(read, name, scheme, options, progress, limit)));
            }
            return collect(targets, results);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * The same for directories, all at once: the title is read once, and they pass on to each other what has come. A rate in
     * the options is that at which the title is read; every piece is hashed, whatever care they say.
     *
     * @param targets directories or {@code file:} URLs
     */
    public static PushReport publishBySwarm(
            Path title, List<String> targets, PushOptions options, PushListener listener)
            throws IOException, InterruptedException {
        for (String target : targets) {
            if (!scheme(target).equals(SCHEMES.get(DIRECTORY))) {
                throw new IllegalArgumentException("push target " + withoutSecret(target)
                        + " is no directory, and a swarm fills nothing else: push to it without --via swarm");
            }
        }
        if (options.dryRun()) {
            return publish(title, targets, options, listener);
        }
        requireDistinct(targets);
        Title read = Title.read(title);
        List<PushResult> pushed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<DirectoryTarget> directories = new ArrayList<>();
        for (String target : targets) {
            try {
                directories.add(DirectoryTarget.open(target, read.folder(), PushCare.FULL));
                names.add(target);
            } catch (IOException e) {
                failures.add(target + ": " + reason(e));
            }
        }
        Progress progress = new Progress(listener, read.bytes() * targets.size());
        new SwarmPush(read, options, progress).run(names, directories, (name, result, failure) -> {
            result.ifPresent(pushed::add);
            failure.ifPresent(why -> failures.add(name + ": " + reason(why)));
        });
        return report(pushed, failures);
    }

    static void requireDistinct(List<String> targets) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("no push target: name at least one");
        }
        Set<String> places = new HashSet<>();
        for (String target : targets) {
            if (target.isBlank()) {
                throw new IllegalArgumentException("a push target is empty: name a directory or a URL");
            }
            if (!places.add(place(target))) {
                throw new IllegalArgumentException(
                        "push target " + withoutSecret(target) + " is named twice: name each once");
            }
        }
    }

    /** The same for what leads to the same place by another spelling. */
    private static String place(String target) {
        return URL.matcher(target).matches()
                ? withoutSecret(target).replaceFirst("/+$", "")
                : Path.of(target).toAbsolutePath().normalize().toString();
    }

    private static TargetScheme scheme(String target) {
        Matcher url = URL.matcher(target);
        String scheme = url.matches() ? url.group(1).toLowerCase(Locale.ROOT) : DIRECTORY;
        if (!SCHEMES.containsKey(scheme)) {
            throw new IllegalArgumentException(
                    "push target " + withoutSecret(target) + " is of an unknown kind: name a directory or a "
                            + String.join(", ", new TreeSet<>(SCHEMES.keySet())) + " URL");
        }
        return SCHEMES.get(scheme);
    }

    /**
     * Opens a target, with all care.
     *
     * @throws IllegalArgumentException if it is of an unknown kind
     * @throws IOException if it cannot be meant
     */
    static PushTarget open(String target, Path title) throws IOException {
        return scheme(target).open(target, title, PushCare.FULL);
    }

    private static PushResult push(
            Title title, String name, TargetScheme scheme, PushOptions options, Progress progress, RateLimit limit)
            throws IOException {
        try (PushTarget target = scheme.open(name, title.folder(), options.care())) {
            Parallel parallel = new Parallel(options.connections());
            TargetPush push = new TargetPush(title, withoutSecret(name), target, progress, parallel, limit);
            return options.dryRun() ? push.rehearse(options.deleteStale()) : push.run(options.deleteStale());
        }
    }

    /** Waits for all, so that one failing target does not stop the others. */
    static PushReport collect(List<String> targets, List<Future<PushResult>> results)
            throws IOException, InterruptedException {
        List<PushResult> pushed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            try {
                pushed.add(results.get(i).get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof IOException cause)) {
                    throw new IllegalStateException(
                            "push to " + withoutSecret(targets.get(i)) + " met a defect", e.getCause());
                }
                failures.add(withoutSecret(targets.get(i)) + ": " + reason(cause));
            }
        }
        return report(pushed, failures);
    }

    private static PushReport report(List<PushResult> pushed, List<String> failures) throws PushException {
        PushReport report = new PushReport(pushed);
        if (!failures.isEmpty()) {
            throw new PushException("cannot push to " + String.join("; nor to ", failures), report);
        }
        return report;
    }

    static String withoutSecret(String target) {
        Pattern secret = namesServer(target) ? SECRET : DOUBTFUL;
        return secret.matcher(target).replaceFirst("//");
    }

    private static boolean namesServer(String target) {
        try {
            return new URI(target).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The words of an exception; the JDK's own often have only a file name for a message. */
    static String reason(IOException e) {
        String reason = e instanceof FileSystemException failure ? reason(failure) : String.valueOf(e.getMessage());
        return reason.replace("No space left on device", "the disk is full");
    }

    private static String reason(FileSystemException e) {
        String what;
        if (e instanceof AccessDeniedException) {
            what = "permission denied";
        } else if (e instanceof NoSuchFileException) {
            what = "no such file";
        } else if (e instanceof FileAlreadyExistsException) {
            what = "not a folder";
        } else {
            what = e.getReason();
        }
        return e.getFile() + ": " + what + "; put that right, then push again";
    }
}
