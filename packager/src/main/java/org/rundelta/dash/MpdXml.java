package org.rundelta.dash;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * An XML document without what an MPD reader must not see: a document type declaration ends the reading, and elements
 * of other namespaces, which the schema allows nearly everywhere, are left out, for they may bear the same names.
 */
final class MpdXml extends StreamReaderDelegate {
    MpdXml(XMLStreamReader reader) {
        super(reader);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        while (event == START_ELEMENT && !MpdBinding.NAMESPACE.equals(getNamespaceURI())) {
            skipElement();
            event = super.next();
        }
        if (event == DTD) {
            throw new XMLStreamException("a document type declaration is not allowed", getLocation());
        }
        return event;
    }

    private void skipElement() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = super.next();
            if (event == START_ELEMENT) {
                depth++;
            } else if (event == END_ELEMENT) {
                depth--;
            }
        }
    }
}
