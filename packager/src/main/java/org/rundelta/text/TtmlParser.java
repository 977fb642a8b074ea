package org.rundelta.text;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A plain subset of TTML (W3C, https://www.w3.org/TR/ttml2/): the text of {@code p}, with line breaks, and {@code begin},
 * {@code end} and {@code dur} of {@code body}, {@code div}, {@code p} and {@code span}. Styles, regions, images and animation
 * are dropped. No document type declaration, no entities but XML's own.
 */
final class TtmlParser {
    private static final String PARAMETER = "#parameter";
    private static final Set<String> CONTENT = Set.of("body", "div", "p", "span");
    private static final BigDecimal FRAMES_PER_SECOND = BigDecimal.valueOf(30);
    private static final Duration LATEST = Duration.ofHours(100_000);
    private static final XMLInputFactory XML = safeFactory();

    /**
     * When an element is there.
     *
     * @param end null if nothing says when it ends
     */
    private record Interval(Duration begin, Duration end) {}

    private final String name;
    private final XMLStreamReader xml;
    private final Deque<Interval> open = new ArrayDeque<>(List.of(new Interval(Duration.ZERO, null)));
    private final Map<Interval, StringBuilder> paragraph = new LinkedHashMap<>();
    private final List<Cue> cues = new ArrayList<>();
    private String namespace;
    private TtmlTime time;
    private boolean inParagraph;

    private TtmlParser(String name, XMLStreamReader xml) {
        this.name = name;
        this.xml = xml;
    }

    private static XMLInputFactory safeFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static CueSheet parse(String name, String document) throws TextException {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(document));
            return new TtmlParser(name, xml).parse();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            String reason = e.getMessage().lines().reduce((first, last) -> last).orElse("");
            throw new TextException(name + ": line " + line + ": " + reason.replaceFirst("^Message: ", ""), e);
        }
    }

    private CueSheet parse() throws XMLStreamException, TextException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw malformed("a document type declaration is not allowed");
                case XMLStreamConstants.START_ELEMENT -> begin();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    append(escape(xml.getText().replaceAll("\\s+", " ")));
                default -> {}
            }
        }
        return new CueSheet(CueSheet.PLAIN_HEADER, cues);
    }

    private void begin() throws XMLStreamException, TextException {
        String element = xml.getLocalName();
        if (time == null) {
            beginRoot(element);
        } else if (!namespace.equals(xml.getNamespaceURI())) {
            skipElement();
        } else if (element.equals("br")) {
            append("\n");
        } else if (CONTENT.contains(element)) {
            inParagraph |= element.equals("p");
            open.push(interval());
        } else if (!element.equals("tt")) {
            skipElement();
        }
    }

    private void beginRoot(String element) throws TextException {
        namespace = String.valueOf(xml.getNamespaceURI());
        if (!element.equals("tt") || !namespace.startsWith("http://www.w3.org/")) {
            throw malformed("the root is not tt of TTML, but " + TextException.quote(element));
        }
        if ("clock".equals(parameter("timeBase", "media"))) {
            throw malformed("times of a clock are not known; give those of the media");
        }
        try {
            String[] multiplier =
                    parameter("frameRateMultiplier", "1 1").strip().split("[\\s:]+", -1);
            BigDecimal frameRate = positive(parameter("frameRate", FRAMES_PER_SECOND.toString()))
                    .multiply(positive(multiplier[0]))
                    .divide(positive(multiplier[multiplier.length - 1]), MathContext.DECIMAL64);
            boolean hasRate = !parameter("frameRate", "").isEmpty();
            time = new TtmlTime(frameRate, positive(parameter("tickRate", hasRate ? frameRate.toString() : "1")));
        } catch (IllegalArgumentException e) {
            throw malformed("a rate is no number above 0", e);
        }
    }

    private String parameter(String attribute, String otherwise) {
        String value = xml.getAttributeValue(xml.getNamespaceURI() + PARAMETER, attribute);
        return value == null ? otherwise : value;
    }

    private static BigDecimal positive(String text) {
        if (!text.matches("\\s*\\d{1,9}(\\.\\d{1,9})?\\s*") || new BigDecimal(text.strip()).signum() == 0) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(text.strip());
    }

    /** Times count from the begin of the element around. */
    private Interval interval() throws TextException {
        if ("seq".equals(xml.getAttributeValue(null, "timeContainer"))) {
            throw malformed("timeContainer=\"seq\" is not known; give each p its begin and end");
        }
        Interval around = open.peek();
        Duration begin = around.begin().plus(time("begin", Duration.ZERO));
        if (begin.compareTo(LATEST) > 0) {
            throw malformed("it begins after more than " + LATEST.toHours() + " hours");
        }
        Duration end = time("end", null);
        Duration duration = time("dur", null);
        Duration latest = around.end();
        latest = end == null ? latest : earlier(latest, around.begin().plus(end));
        latest = duration == null ? latest : earlier(latest, begin.plus(duration));
        return new Interval(begin, latest);
    }

    private static Duration earlier(Duration known, Duration other) {
        return known == null || other.compareTo(known) < 0 ? other : known;
    }

    private Duration time(String attribute, Duration otherwise) throws TextException {
        String value = xml.getAttributeValue(null, attribute);
        try {
            return value == null ? otherwise : time.parse(value);
        } catch (ArithmeticException e) {
            throw malformed(attribute + "=" + TextException.quote(value) + " is too late", e);
        } catch (IllegalArgumentException e) {
            throw malformed(attribute + "=" + e.getMessage(), e);
        }
    }

    private void append(String text) {
        if (inParagraph) {
            paragraph.computeIfAbsent(open.peek(), key -> new StringBuilder()).append(text);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void end() throws TextException {
        String element = xml.getLocalName();
        if (CONTENT.contains(element)) {
            open.pop();
        }
        if (element.equals("p")) {
            for (Map.Entry<Interval, StringBuilder> text : paragraph.entrySet()) {
                addCue(text.getKey(), text.getValue().toString());
            }
            paragraph.clear();
            inParagraph = false;
        }
    }

    private void addCue(Interval interval, String text) throws TextException {
        String payload = text.lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        if (payload.isEmpty()) {
            return;
        }
        if (interval.end() == null) {
            throw malformed("nothing says when the p that ends here ends; give it end or dur");
        }
        if (interval.end().compareTo(interval.begin()) > 0) {
            cues.add(new Cue(interval.begin(), interval.end(), "", "", payload));
        }
    }

    private void skipElement() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private TextException malformed(String problem) {
        return malformed(problem, null);
    }

    private TextException malformed(String problem, Throwable cause) {
        return new TextException(
                name + ": line " + Math.max(1, xml.getLocation().getLineNumber()) + ": " + problem, cause);
    }
}
