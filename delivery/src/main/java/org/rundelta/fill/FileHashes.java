package org.rundelta.fill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The SHA-256 of files of a catalogue, each read once, when it is sent first. */
final class FileHashes {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path catalogue;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    FileHashes(Path catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Those of the files of a part, by their paths.
     *
     * @throws IOException if one is not as it was when the plan was made
     */
    Map<String, String> of(TitlePart part) throws IOException {
        Map<String, String> found = new HashMap<>();
        for (CatalogueFile file : part.files()) {
            String hash = known.get(file.path());
            if (hash == null) {
                hash = read(file);
                known.put(file.path(), hash);
            }
            found.put(file.path(), hash);
        }
        return found;
    }

    private String read(CatalogueFile file) throws IOException {
        Path path = catalogue.resolve(file.path());
        MessageDigest digest = newDigest();
        long size = 0;
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
            }
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read any more; fill again", e);
        }
        if (size != file.size()) {
            throw new IOException(path + " has changed meanwhile; fill again");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
