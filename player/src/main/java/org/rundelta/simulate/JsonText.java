package org.rundelta.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads JSON into records; nothing else here touches the library. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /**
     * Reads a document.
     *
     * @param where for the message, the file
     * @throws SimulationException if it is no such JSON
     */
    static <T> T read(byte[] document, Class<T> type, String where) throws SimulationException {
        try {
            T value = MAPPER.readValue(document, type);
            if (value == null) {
                throw new SimulationException(where + ": malformed: it is empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new SimulationException(where + ": malformed" + line + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SimulationException(where + ": malformed: " + e.getMessage(), e);
        }
    }

    /**
     * The bytes of a file.
     *
     * @throws SimulationException if there are too many
     */
    static byte[] bytes(Path file, long most) throws IOException, SimulationException {
        long size = Files.size(file);
        if (size > most) {
            throw new SimulationException(file + ": over the limit: " + size + " bytes, at most " + most
                    + " are read; is it what it should be?");
        }
        return Files.readAllBytes(file);
    }
}
