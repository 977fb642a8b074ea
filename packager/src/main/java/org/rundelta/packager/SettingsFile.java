package org.rundelta.packager;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads files of keys and values, in YAML or, if the name ends in {@code .json}, JSON: ladder files and job files. */
public final class SettingsFile {
    /** Size limit of a file, unless its reader sets another. */
    public static final int MAX_BYTES = 1 << 16;

    private static final ObjectMapper YAML = strict(YAMLMapper.builder());
    private static final ObjectMapper JSON = strict(JsonMapper.builder());

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_PROBLEM = 200;
    private static final int MAX_QUOTED = 60;

    private final Path file;
    private final String kind;
    private final int maxBytes;

    /** Lines of the keys at the top, from 1. */
    private final Map<String, Integer> lines = new HashMap<>();

    /**
     * A key and what it is set to.
     *
     * @param value text, a number ({@link Integer}, {@link Long}, {@link java.math.BigInteger},
     *     {@link java.math.BigDecimal}), a truth value, a {@link List} or {@link Map} of such, or null
     * @param line of the key, from 1
     */
    public record Setting(String key, Object value, int line) {}

    private SettingsFile(Path file, String kind, int maxBytes) {
        this.file = file;
        this.kind = kind;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a file.
     *
     * @param kind what the file is, in messages: {@code docs/KIND.md} describes it
     * @return its keys, in their order; each is there once
     * @throws IOException if it cannot be read
     * @throws SettingsException if it is not made of keys and values, or larger than {@link #MAX_BYTES}
     */
    public static List<Setting> read(Path file, String kind) throws IOException, SettingsException {
        return read(file, kind, MAX_BYTES);
    }

    /**
     * As {@link #read(Path, String)}, of a file that may be larger.
     *
     * @param maxBytes up to 3 MiB, which is what the parser takes
     */
    public static List<Setting> read(Path file, String kind, int maxBytes) throws IOException, SettingsException {
        return new SettingsFile(file, kind, maxBytes).settings();
    }

    /** A key or value as messages show it: in quotes, short and free of line ends. */
    public static String quote(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", " ");
        return '"' + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text) + '"';
    }

    private List<Setting> settings() throws IOException, SettingsException {
        ObjectMapper mapper = file.toString().endsWith(".json") ? JSON : YAML;
        String text = text();
        try {
            readLines(mapper, text);
            return settings(mapper.readValue(text, Object.class));
        } catch (MismatchedInputException e) {
            throw wrong("something follows the " + kind + "; keep one document to a file", e);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw wrong("malformed" + where + ": " + problem(e), e);
        } catch (NumberFormatException e) {
            throw wrong("a number in it has too many digits", e);
        }
    }

    private List<Setting> settings(Object document) throws SettingsException {
        if (!(document instanceof Map<?, ?> keys)) {
            throw wrong("it is not made of keys and values; see docs/" + kind + ".md for an example", null);
        }
        List<Setting> settings = new ArrayList<>();
        keys.forEach((key, value) -> settings.add(new Setting((String) key, value, lines.get(key))));
        return settings;
    }

    private String text() throws IOException, SettingsException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory; name a " + kind + " file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw wrong("larger than a " + kind + " file can be, " + maxBytes + " bytes", null);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException e) {
            throw wrong("it is not UTF-8; convert it, for example with iconv", e);
        }
    }

    /** What the parser says in one line: YAML's tells context and problem apart, with indented excerpts between. */
    private static String problem(JsonProcessingException e) {
        String line = e.getOriginalMessage()
                .lines()
                .filter(part -> !part.isBlank() && !part.startsWith(" "))
                .collect(Collectors.joining(", "));
        return line.length() > MAX_PROBLEM ? line.substring(0, MAX_PROBLEM) + "..." : line;
    }

    /**
     * Finds the lines of the keys, and refuses a file with no content, and one with aliases: the parser would hand out an
     * alias's name as text; besides, settings have no use for them, only a bomb has.
     */
    private void readLines(ObjectMapper mapper, String text) throws IOException, SettingsException {
        try (JsonParser parser = mapper.getFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                throw wrong("the file is empty; see docs/" + kind + ".md for an example", null);
            }
            int depth = 1;
            while (parser.nextToken() != null) {
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                int line = parser.currentTokenLocation().getLineNr();
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    lines.putIfAbsent(parser.currentName(), line);
                }
                if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                    throw wrong("malformed in line " + line + ": aliases (*name) are not allowed; write it out", null);
                }
            }
        }
    }

    private SettingsException wrong(String problem, Throwable cause) {
        return new SettingsException(file + ": " + problem, cause);
    }

    private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
        return builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
