package org.rundelta.dash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.xml.util.DefaultXmlPrettyPrinter;
import java.nio.charset.StandardCharsets;

/** Writes MPDs as indented XML in UTF-8; the same MPD always gives the same bytes, on every platform. */
public final class MpdWriter {
    private static final ObjectWriter WRITER =
            MpdBinding.mapper().writer(new DefaultXmlPrettyPrinter().withCustomNewLine("\n"));

    private MpdWriter() {}

    /**
     * The document.
     *
     * @throws IllegalArgumentException if a text of the MPD has a character that XML cannot hold
     */
    public static byte[] write(Mpd mpd) {
        try {
            return WRITER.writeValueAsString(mpd).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the MPD cannot be written as XML: " + e.getOriginalMessage(), e);
        }
    }
}
