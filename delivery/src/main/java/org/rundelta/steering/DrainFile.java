package org.rundelta.steering;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps drains in a file, which is replaced as a whole. It is all that a server cannot find out anew when it starts; it is
 * small, changes when somebody says so, and people can read it: a database would do no more.
 */
final class DrainFile {
    private static final String DRAINS = "drainedSinceMs";

    private final Path file;

    /** @param file possibly not there yet; null to keep nothing */
    DrainFile(Path file) {
        this.file = file;
    }

    /** @throws SteeringException if the file is something else */
    Drains read() throws IOException, SteeringException {
        if (file == null || Files.notExists(file)) {
            return Drains.NONE;
        }
        Map<String, Long> since = new TreeMap<>();
        if (!(Json.read(file).get(DRAINS) instanceof Map<?, ?> drains)) {
            throw strange();
        }
        for (Map.Entry<?, ?> drain : drains.entrySet()) {
            if (!(drain.getValue() instanceof Number sinceMs)) {
                throw strange();
            }
            since.put(String.valueOf(drain.getKey()), sinceMs.longValue());
        }
        return new Drains(since);
    }

    private SteeringException strange() {
        return new SteeringException(file + ": it is not the state of a steering server; choose another --state file");
    }

    void write(Drains drains) throws IOException {
        if (file == null) {
            return;
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (FileChannel out = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(Map.of(DRAINS, new TreeMap<>(drains.sinceMs()))));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
