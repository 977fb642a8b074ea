package org.rundelta.steering;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads tables of networks: a line {@code prefix,network} for each prefix. */
final class NetworkFile {
    private static final String HEAD = "prefix,network";
    private static final int MAX_PREFIXES = 2_000_000;

    private NetworkFile() {}

    /** @throws SteeringException if a line is none, or two contradict each other; it says which, and what to do */
    static PrefixTable read(Path file) throws IOException, SteeringException {
        Map<IpPrefix, String> networks = new HashMap<>();
        int number = 0;
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                add(line.strip(), networks);
            }
        } catch (IllegalArgumentException e) {
            throw new SteeringException(file + ": line " + number + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new SteeringException(file + ": it is not UTF-8; convert it, for example with iconv", e);
        }
        return PrefixTable.of(networks);
    }

    private static void add(String line, Map<IpPrefix, String> networks) {
        if (line.isEmpty() || line.startsWith("#") || line.equals(HEAD)) {
            return;
        }
        String[] parts = line.split(",", -1);
        if (parts.length != 2 || !Pathway.isId(parts[1].strip())) {
            throw new IllegalArgumentException("it is not a prefix, a comma, and a network's name of letters, digits,"
                    + " dots, hyphens and underscores");
        }
        String before = networks.put(IpPrefix.parse(parts[0].strip()), parts[1].strip());
        if (before != null) {
            throw new IllegalArgumentException(
                    parts[0].strip() + " is there twice, of " + before + " before; keep one of them");
        }
        if (networks.size() > MAX_PREFIXES) {
            throw new IllegalArgumentException("more than " + MAX_PREFIXES + " prefixes; merge those of one network");
        }
    }
}
