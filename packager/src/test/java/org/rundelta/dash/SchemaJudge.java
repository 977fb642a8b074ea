package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;

/** The schema of ISO/IEC 23009-1 as a judge of what is written. */
public final class SchemaJudge {
    private static final String XLINK = "http://www.w3.org/XML/2008/06/xlink.xsd";

    private static final String STEERING = "ContentSteering";

    private final Schema schema;

    /** Skips the test if the schema is not at hand. */
    public SchemaJudge() throws Exception {
        Path folder = Path.of(System.getProperty("rundelta.shared", "none"), "dash-schema");
        assumeTrue(Files.exists(folder.resolve("DASH-MPD.xsd")), "no DASH schema in " + folder);
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        DOMImplementationLS ls =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            if (!XLINK.equals(systemId)) {
                return null;
            }
            LSInput input = ls.createLSInput();
            input.setSystemId(folder.resolve("xlink.xsd").toUri().toString());
            return input;
        });
        schema = factory.newSchema(folder.resolve("DASH-MPD.xsd").toFile());
    }

    /** Asserts that a document is valid; ContentSteering is left out, which this edition does not know. */
    public void accepts(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        int start = text.indexOf(STEERING);
        int end = text.lastIndexOf(STEERING);
        String known = start < 0 ? text : text.substring(0, start - 1) + text.substring(end + STEERING.length() + 1);
        assertThatCode(() -> schema.newValidator().validate(new StreamSource(new StringReader(known))))
                .doesNotThrowAnyException();
    }
}
