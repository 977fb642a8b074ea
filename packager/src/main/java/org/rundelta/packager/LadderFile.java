package org.rundelta.packager;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rundelta.packager.OutputSize.PictureSize;

/** Reads ladder files, in YAML or, if the name ends in {@code .json}, JSON; docs/ladder.md describes them. */
public final class LadderFile {
    /** Size limit of a file. */
    public static final int MAX_BYTES = 1 << 16;

    private static final ObjectMapper YAML = strict(YAMLMapper.builder());
    private static final ObjectMapper JSON = strict(JsonMapper.builder());
    private static final String CURE = "; see docs/ladder.md for an example";

    private static final int MAX_PROBLEM = 200;

    private final String name;

    private final List<VideoCodec> codecs;

    private LadderFile(Path file, List<VideoCodec> codecs) {
        this.name = file.toString();
        this.codecs = codecs;
    }

    /** Reads a ladder whose rungs have our own codec unless they name another. */
    public static Ladder read(Path file) throws IOException, LadderException {
        return read(file, List.of(Rung.DEFAULT_CODEC));
    }

    /**
     * Reads a ladder.
     *
     * @param codecs each rung that names none is there once for each of them
     * @throws IOException if the file cannot be read
     * @throws LadderException if it is not a ladder; the message names file, rung and key and says what is legal
     */
    public static Ladder read(Path file, List<VideoCodec> codecs) throws IOException, LadderException {
        return new LadderFile(file, codecs).ladder(bytes(file));
    }

    /** A rung as a line of a YAML ladder file, without its end. */
    public static String line(Rung rung) {
        StringBuilder line = new StringBuilder("  - {id: \"" + rung.id() + '"');
        if (rung.size() instanceof OutputSize.Exactly exactly) {
            PictureSize size = exactly.size();
            line.append(", size: ").append(size.width()).append('x').append(size.height());
        } else if (rung.size() instanceof OutputSize.Scaled scaled) {
            line.append(", scale: ").append(scaled.factor().toPlainString());
        }
        if (rung.fps() != null) {
            line.append(", fps: ").append(rung.fps());
        }
        line.append(", ").append(rung.fidelity().key()).append(": ").append(value(rung.fidelity()));
        if (rung.fidelity() instanceof Fidelity.Bitrate bitrate && bitrate.maxrate() != 0) {
            line.append(", maxrate: ").append(bitrate.maxrate());
            line.append(", bufsize: ").append(bitrate.bufsize());
        }
        if (!rung.codec().equals(Rung.DEFAULT_CODEC)) {
            line.append(", codec: ").append(rung.codec());
        }
        return line.append('}').toString();
    }

    private static String value(Fidelity fidelity) {
        if (fidelity instanceof Fidelity.MaxError maxError) {
            return Integer.toString(maxError.limit());
        }
        if (fidelity instanceof Fidelity.Quality quality) {
            return Integer.toString(quality.value());
        }
        return fidelity instanceof Fidelity.Bitrate bitrate ? Long.toString(bitrate.rate()) : "true";
    }

    private static byte[] bytes(Path file) throws IOException, LadderException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory; name a ladder file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new LadderException(file + ": larger than a ladder file can be, " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private Ladder ladder(byte[] bytes) throws IOException, LadderException {
        ObjectMapper mapper = name.endsWith(".json") ? JSON : YAML;
        try {
            checkTokens(mapper, bytes);
            return ladder(mapper.readValue(bytes, Object.class));
        } catch (MismatchedInputException e) {
            throw new LadderException(name + ": something follows the ladder; keep one document to a file", e);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new LadderException(name + ": malformed" + where + ": " + problem(e), e);
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
     * Refuses a file with no content, and one with aliases: the parser would hand out an alias's name as text; besides,
     * a ladder has no use for them, only a bomb has.
     */
    private void checkTokens(ObjectMapper mapper, byte[] bytes) throws IOException, LadderException {
        try (JsonParser parser = mapper.getFactory().createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new LadderException(name + ": the file is empty" + CURE);
            }
            while (parser.nextToken() != null) {
                if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                    throw new LadderException(name + ": malformed in line "
                            + parser.currentLocation().getLineNr() + ": aliases (*name) are not allowed; write it out");
                }
            }
        }
    }

    private Ladder ladder(Object document) throws LadderException {
        if (!(document instanceof Map<?, ?> top) || !top.containsKey("rungs")) {
            throw new LadderException(name + ": there is no list \"rungs\"" + CURE);
        }
        if (top.size() > 1) {
            throw new LadderException(name + ": there is more than the list \"rungs\", the only key known" + CURE);
        }
        if (!(top.get("rungs") instanceof List<?> list)) {
            throw new LadderException(name + ": \"rungs\" is not a list of rungs" + CURE);
        }
        List<Rung> rungs = new ArrayList<>();
        int position = 0;
        for (Object item : list) {
            rungs.addAll(rungs(item, ++position));
        }
        try {
            return new Ladder(rungs);
        } catch (IllegalArgumentException e) {
            throw new LadderException(name + ": " + e.getMessage(), e);
        }
    }

    private List<Rung> rungs(Object item, int position) throws LadderException {
        if (!(item instanceof Map<?, ?> keys)) {
            throw new LadderException(name + ": rung " + position + " is not a list of keys and values" + CURE);
        }
        try {
            return RungKeys.read(keys, codecs);
        } catch (IllegalArgumentException e) {
            boolean named = keys.get("id") instanceof String id && Rung.isId(id);
            String which = named ? position + " (" + keys.get("id") + ")" : String.valueOf(position);
            throw new LadderException(name + ": rung " + which + ": " + e.getMessage(), e);
        }
    }

    private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
        return builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
