package org.rundelta.dash;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * The XML of an MPD without the elements of other namespaces, which the schema allows nearly everywhere: Jackson looks
 * at local names only, and would take them for those of the MPD.
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
