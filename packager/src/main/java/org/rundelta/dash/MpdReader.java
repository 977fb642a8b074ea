package org.rundelta.dash;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads MPDs, also of other writers. Elements and attributes for which the records have no
 * place are passed over; a document type declaration, entities and documents of more than {@link #MAX_BYTES} are
 * refused.
 */
public final class MpdReader {
    /** Size limit of a document. */
    public static final int MAX_BYTES = 8 << 20;

    private static final XmlMapper MAPPER = MpdBinding.mapper();
    private static final XMLInputFactory XML = safeFactory();
    private static final int MAX_QUOTED = 60;

    private MpdReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws ManifestException if it is malformed, unsupported or over a limit; the message begins with the path
     */
    public static Mpd read(Path file) throws IOException, ManifestException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MAX_BYTES + 1), file.toString());
        }
    }

    /**
     * Reads a document.
     *
     * @param name of the document, for messages
     * @throws ManifestException if it is malformed, unsupported or over a limit; the message begins with the name
     */
    public static Mpd read(byte[] document, String name) throws ManifestException {
        Mpd mpd = readAny(document, name);
        if (mpd.changes()) {
            throw new ManifestException(
                    name + ": unsupported MPD: its type is \"dynamic\"; only static presentations are known");
        }
        return mpd;
    }

    /**
     * Reads a document as {@link #read(byte[], String)} does, also of a dynamic presentation.
     *
     * @throws ManifestException likewise
     */
    public static Mpd readAny(byte[] document, String name) throws ManifestException {
        if (document.length > MAX_BYTES) {
            throw new ManifestException(name + ": MPD over the limit of " + MAX_BYTES + " bytes");
        }
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(document));
            goToRoot(xml, name);
            return bind(new MpdXml(xml), name);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw malformed(name, line, e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static void goToRoot(XMLStreamReader xml, String name) throws XMLStreamException, ManifestException {
        for (int event = xml.next(); event != XMLStreamConstants.START_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.DTD) {
                throw new ManifestException(name + ": unsupported MPD: a document type declaration is not allowed");
            }
        }
        checkRoot(xml, name);
    }

    private static Mpd bind(XMLStreamReader xml, String name) throws IOException, ManifestException {
        try (JsonParser parser = MAPPER.getFactory().createParser(xml)) {
            try {
                Mpd mpd = MAPPER.readValue(parser, Mpd.class);
                if (mpd == null) {
                    throw new ManifestException(name + ": malformed MPD: it is empty");
                }
                return mpd;
            } catch (JsonProcessingException e) {
                JsonLocation where = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
                throw malformed(name, where.getLineNr(), reason(e), e);
            }
        }
    }

    private static void checkRoot(XMLStreamReader xml, String name) throws ManifestException {
        if (!xml.getLocalName().equals("MPD") || !MpdBinding.NAMESPACE.equals(xml.getNamespaceURI())) {
            throw new ManifestException(
                    name + ": not an MPD: the root element is not MPD of namespace " + MpdBinding.NAMESPACE);
        }
    }

    private static XMLInputFactory safeFactory() {
        XMLInputFactory factory = MAPPER.getFactory().getXMLInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static ManifestException malformed(String name, int line, String reason, Throwable cause) {
        // The parser's messages go on for several lines; the first says what is wrong.
        String first = reason.lines().findFirst().orElse("");
        String where = line > 0 ? " in line " + line : "";
        return new ManifestException(name + ": malformed MPD" + where + ": " + first, cause);
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof InvalidFormatException format && !format.getPath().isEmpty()) {
            String attribute = format.getPath().get(format.getPath().size() - 1).getFieldName();
            return "@" + attribute + " cannot be " + quote(String.valueOf(format.getValue()));
        }
        if (e instanceof JsonMappingException && e.getCause() instanceof IllegalArgumentException refusal) {
            return refusal.getMessage();
        }
        return e.getOriginalMessage();
    }

    private static String quote(String text) {
        return '"' + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text) + '"';
    }
}
