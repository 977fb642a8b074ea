package org.rundelta.cache;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A server from which files come.
 *
 * @param base the URL of the folder in which paths begin
 * @param isOrigin whether it has everything there is
 * @param prefix with which paths here begin, and those there do not; without a slash at its end
 */
record Upstream(URI base, boolean isOrigin, String prefix) {
    /** What stands for itself in the path of a URL (RFC 3986, 3.3), but for the semicolon, which some servers cut paths at. */
    private static final String PLAIN = "-._~!$&'()*+,=:@/";

    /** The URL of the file at a decoded path, which names folders and files alone: nothing in it leads upwards. */
    URI uri(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (byte octet : path.substring(prefix.length()).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return URI.create(folder() + encoded);
    }

    private String folder() {
        String url = base.toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The path at which clients find what is at a location of this server, if it is below its folder. */
    Optional<String> pathOf(String location) {
        try {
            String url = base.resolve(new URI(location)).normalize().toString();
            return url.startsWith(folder() + '/') ? Optional.of(url.substring(folder().length())) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
