package org.rundelta.push;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A title as the packager lays it out, small: media in folders named for their content, and a manifest that a test can
 * check, lines of SHA-256, size and path.
 */
final class TestTitle {
    static final String MANIFEST = "manifest.mpd";

    private final TreeMap<String, byte[]> media = new TreeMap<>();

    static TestTitle random(Random random, int files, int maxSize) {
        TestTitle title = new TestTitle();
        for (int i = 0; i < files; i++) {
            byte[] bytes = new byte[random.nextInt(maxSize + 1)];
            random.nextBytes(bytes);
            String path = "video/" + fingerprint(bytes).sha256().substring(0, 12) + "/" + i % 7 + ".m4s";
            title.media.put(path, bytes);
        }
        return title;
    }

    TestTitle with(String path, String content) {
        media.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestTitle without(String path) {
        media.remove(path);
        return this;
    }

    Map<String, byte[]> media() {
        return media;
    }

    /** All files by path, the manifest among them. */
    Map<String, byte[]> files() {
        TreeMap<String, byte[]> files = new TreeMap<>(media);
        files.put(MANIFEST, manifest().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    String manifest() {
        return media.entrySet().stream()
                .map(file -> line(file.getKey(), fingerprint(file.getValue())))
                .collect(Collectors.joining());
    }

    static String line(String path, Fingerprint fingerprint) {
        return fingerprint.sha256() + " " + fingerprint.size() + " " + path + "\n";
    }

    /** Makes the folder hold this title and nothing else. */
    void writeTo(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    static Fingerprint fingerprint(byte[] bytes) {
        try {
            return Fingerprint.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
