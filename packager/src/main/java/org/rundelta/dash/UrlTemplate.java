package org.rundelta.dash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL templates of SegmentTemplate (ISO/IEC 23009-1, 5.3.9.4.4):
 *
 * <pre>
 * template   = *( text / "$$" / "$" identifier [ "%0" width "d" ] "$" )
 * identifier = "RepresentationID" / "Number" / "Bandwidth" / "Time"      ; no width with the first
 * </pre>
 *
 * @param parts in order; the URL is their concatenation
 */
record UrlTemplate(List<Part> parts) {
    /** Longest URL: what it stands for can be repeated, so that a template is much shorter than its URLs. */
    private static final int MAX_LENGTH = 8192;

    /** Of all URLs of a manifest together: some hundred for each of a million segments. */
    static final long MAX_CHARACTERS = 128 << 20;

    private static final Pattern TOKEN = Pattern.compile("[^$]+|\\$([A-Za-z]*)(?:%0(\\d{1,2})d)?\\$");

    /**
     * Literal text, or an identifier to be replaced.
     *
     * @param text the text, or the identifier
     * @param width digits to pad to with zeros; {@link #LITERAL} for literal text
     */
    private record Part(String text, int width) {
        private static final int LITERAL = -1;
    }

    /** @throws ManifestException if a {@code $} has no partner or an identifier is not known */
    static UrlTemplate parse(String template) throws ManifestException {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(template);
        int end = 0;
        while (end < template.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new ManifestException("malformed MPD: URL template " + template + " has a $ at " + end
                        + " that begins no identifier");
            }
            parts.add(part(matcher, template));
            end = matcher.end();
        }
        return new UrlTemplate(List.copyOf(parts));
    }

    private static Part part(Matcher matcher, String template) throws ManifestException {
        String identifier = matcher.group(1);
        String width = matcher.group(2);
        if (identifier == null) {
            return new Part(matcher.group(), Part.LITERAL);
        }
        if (identifier.isEmpty() && width == null) {
            return new Part("$", Part.LITERAL);
        }
        boolean known = switch (identifier) {
            case "RepresentationID" -> width == null;
            case "Number", "Bandwidth", "Time" -> true;
            default -> false;
        };
        if (!known) {
            throw new ManifestException("unsupported MPD: URL template " + template + " has " + matcher.group());
        }
        return new Part(identifier, width == null ? 0 : Integer.parseInt(width));
    }

    /** Whether it names each segment apart, by number or time. */
    boolean dependsOnSegment() {
        return parts.stream()
                .anyMatch(
                        part -> part.width != Part.LITERAL && (part.text.equals("Number") || part.text.equals("Time")));
    }

    /**
     * The URL.
     *
     * @param segment may be null if the template does not depend on it
     * @throws ManifestException if it is longer than {@value #MAX_LENGTH} characters
     */
    String expand(Representation representation, Segment segment) throws ManifestException {
        StringBuilder url = new StringBuilder();
        for (Part part : parts) {
            if (part.width == Part.LITERAL) {
                url.append(part.text);
            } else {
                switch (part.text) {
                    case "RepresentationID" -> url.append(representation.id());
                    case "Bandwidth" -> appendPadded(url, representation.bandwidth(), part.width);
                    case "Number" -> appendPadded(url, segment.number(), part.width);
                    default -> appendPadded(url, segment.time(), part.width);
                }
            }
            if (url.length() > MAX_LENGTH) {
                throw new ManifestException("MPD over the limit: a URL of more than " + MAX_LENGTH + " characters");
            }
        }
        return url.toString();
    }

    private static void appendPadded(StringBuilder url, long value, int width) {
        url.append(width < 2 ? Long.toString(value) : String.format(Locale.ROOT, "%0" + width + "d", value));
    }
}
