package org.rundelta.steering;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An edge, or the origin, as players see it.
 *
 * @param id its name: {@code BaseURL@serviceLocation} in an MPD, {@code PATHWAY-ID} in a playlist
 * @param url of the folder that the titles are in; ends with a slash
 * @param networks whose clients it is for alone; empty if it is for all
 * @param capacity what it can send, in any unit as long as it is that of the others
 * @param isOrigin whether it is used last, and never for its speed
 * @param isPulling whether it fetches what it lacks, so that what it lacks now is no reason not to use it
 * @param cloneOf the pathway that manifests name in its place, or null if they name this one
 */
record Pathway(
        String id,
        URI url,
        Set<String> networks,
        double capacity,
        boolean isOrigin,
        boolean isPulling,
        String cloneOf) {

    /** RFC 8216bis, PATHWAY-ID in 4.4.6.2. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if it cannot be one, in words that follow its name */
    Pathway {
        if (!isId(id)) {
            throw new IllegalArgumentException("its id is not made of letters, digits, dots, hyphens and underscores");
        }
        boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("url " + url + " is not that of a folder on a server; write it like"
                    + " https://edge.example/titles/");
        }
        if (!url.getRawPath().endsWith("/")) {
            throw new IllegalArgumentException("url " + url + " is not a folder's: end it with a slash");
        }
        if (!(capacity > 0) || Double.isInfinite(capacity)) {
            throw new IllegalArgumentException("its capacity is not above 0");
        }
        networks = Set.copyOf(networks);
    }

    /** Whether it may be used by clients in a network, null being none that is known. */
    boolean serves(String network) {
        return networks.isEmpty() || network != null && networks.contains(network);
    }
}
