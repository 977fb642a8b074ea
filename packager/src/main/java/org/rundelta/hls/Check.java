package org.rundelta.hls;

/** What the constructors of the records demand; the reader turns a refusal into an exception of its own. */
final class Check {
    private Check() {}

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A quoted string, which has no quotation mark and no line end in it; or null. */
    static void quotable(String name, String value) {
        that(
                value == null || value.chars().noneMatch(c -> c == '"' || c == '\n' || c == '\r'),
                name + " has a quotation mark or a line end in it");
    }

    static void uri(String uri) {
        that(uri != null && !uri.isBlank(), "a URI is missing");
        that(!uri.startsWith("#") && uri.strip().equals(uri), "a URI begins with # or has spaces around it");
        quotable("URI", uri);
    }
}
