package org.rundelta.dash;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Resolves references as RFC 3986, 5.2 says; {@link URI#resolve} does as its predecessor said. */
public final class UriReference {
    /** What no URI holds as it is, though manifests do. */
    private static final String ENCODED = " \"<>\\^`{|}";

    private UriReference() {}

    /**
     * The target of a reference.
     *
     * @param base absolute
     * @param reference relative or absolute; characters that URIs do not have are percent-encoded
     * @throws ManifestException if it is malformed
     */
    public static URI resolve(URI base, String reference) throws ManifestException {
        URI target = parse(reference);
        if (target.isOpaque()) {
            throw new ManifestException("unsupported URL: " + reference + " names no file on a server");
        }
        String path = target.getRawPath();
        String query = target.getRawQuery();
        if (target.isAbsolute()) {
            return join(target.getScheme(), target.getRawAuthority(), withoutDots(path), query);
        }
        if (target.getRawAuthority() != null) {
            return join(base.getScheme(), target.getRawAuthority(), withoutDots(path), query);
        }
        if (path.isEmpty()) {
            String kept = query == null ? base.getRawQuery() : query;
            return join(base.getScheme(), base.getRawAuthority(), base.getRawPath(), kept);
        }
        return join(base.getScheme(), base.getRawAuthority(), withoutDots(merge(base, path)), query);
    }

    private static URI parse(String reference) throws ManifestException {
        StringBuilder encoded = new StringBuilder();
        for (byte each : reference.strip().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            boolean isPlain = c > ' ' && c < 0x7F && ENCODED.indexOf(c) < 0;
            encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        try {
            return new URI(encoded.toString());
        } catch (URISyntaxException e) {
            throw new ManifestException("malformed URL: " + e.getMessage(), e);
        }
    }

    private static String merge(URI base, String path) {
        if (path.startsWith("/")) {
            return path;
        }
        String above = base.getRawPath();
        return above.substring(0, above.lastIndexOf('/') + 1) + (above.isEmpty() ? "/" : "") + path;
    }

    /** Section 5.2.4, of a path that is empty or begins with a slash. */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        boolean endsInFolder = false;
        for (String name : path.split("/", -1)) {
            endsInFolder = name.equals("..") || name.equals(".");
            if (name.equals("..") && kept.size() > 1) {
                kept.removeLast();
            } else if (!endsInFolder) {
                kept.addLast(name);
            }
        }
        return String.join("/", kept) + (endsInFolder ? "/" : "");
    }

    private static URI join(String scheme, String authority, String path, String query) {
        return URI.create(
                scheme + ":" + (authority == null ? "" : "//" + authority) + path + (query == null ? "" : "?" + query));
    }
}
