package org.rundelta.steering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps as JSON, and files of keys and values, in YAML or, if the name ends in {@code .json}, JSON. */
final class Json {
    private static final ObjectMapper JSON = strict(JsonMapper.builder());
    private static final ObjectMapper YAML = strict(YAMLMapper.builder());
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_PROBLEM = 200;

    private Json() {}

    /** An object, in UTF-8. */
    static byte[] bytes(Map<String, ?> object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @return text, numbers, truth values, lists, and maps with text as keys, by their keys
     * @throws SteeringException if it is not made of keys and values, or too large
     */
    static Map<?, ?> read(Path file) throws IOException, SteeringException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new SteeringException(file + ": larger than such a file can be, " + MAX_BYTES + " bytes");
        }
        ObjectMapper mapper = file.toString().endsWith(".json") ? JSON : YAML;
        try {
            if (mapper.readValue(bytes, Object.class) instanceof Map<?, ?> keys) {
                return keys;
            }
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new SteeringException(file + ": malformed" + where + ": " + problem(e), e);
        }
        throw new SteeringException(file + ": it is not made of keys and values; docs/steering.md has an example");
    }

    /** What the parser says in one line: YAML's tells context and problem apart, with indented excerpts between. */
    private static String problem(JsonProcessingException e) {
        String line = e.getOriginalMessage()
                .lines()
                .filter(part -> !part.isBlank() && !part.startsWith(" "))
                .collect(Collectors.joining(", "));
        return line.length() > MAX_PROBLEM ? line.substring(0, MAX_PROBLEM) + "..." : line;
    }

    private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
        return builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
