package org.rundelta.packager;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.rundelta.dash.BaseUrl;
import org.rundelta.dash.ContentSteering;

/**
 * Where a title will be served: the CDNs that hold copies of its folder, and who says which of them to use.
 *
 * @param baseUrls folders of the title, each with the name of its pathway; possibly none
 * @param steeringUrl of the steering server, or null
 */
public record Pathways(List<BaseUrl> baseUrls, String steeringUrl) {
    /** Only where the manifest itself is. */
    public static final Pathways NONE = new Pathways(List.of(), null);

    /** As playlists demand it of the same names (RFC 8216bis, PATHWAY-ID in 4.4.6.2). */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private static final BaseUrl BESIDE_THE_MANIFEST = new BaseUrl(null, "./");

    /** @throws IllegalArgumentException if a name or URL is not of use, in one line that says why */
    public Pathways {
        baseUrls = List.copyOf(baseUrls);
        Set<String> names = new HashSet<>();
        for (BaseUrl base : baseUrls) {
            if (base.serviceLocation() == null
                    || !NAME.matcher(base.serviceLocation()).matches()) {
                throw new IllegalArgumentException("base URL " + base.url() + ": its name \"" + base.serviceLocation()
                        + "\" is not made of letters, digits, dots, hyphens and underscores");
            }
            if (!names.add(base.serviceLocation())) {
                throw new IllegalArgumentException("two base URLs are called " + base.serviceLocation());
            }
            requireAbsolute("base URL", base.url());
            if (!base.url().endsWith("/")) {
                throw new IllegalArgumentException("base URL " + base.url()
                        + " is not a folder's: end it with a slash, or players drop what follows its last one");
            }
        }
        if (steeringUrl != null) {
            requireAbsolute("steering URL", steeringUrl);
            if (baseUrls.isEmpty()) {
                throw new IllegalArgumentException("steering needs base URLs to choose from, and there are none");
            }
        }
    }

    private static void requireAbsolute(String what, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(what + " " + url + ": " + e.getReason(), e);
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null) {
            throw new IllegalArgumentException(what + " " + url
                    + " is not absolute: begin it with https:// and a host; of relative ones players keep the first");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException(what + " " + url + " has a fragment, which no server sees");
        }
    }

    /**
     * The base URLs of a manifest. Behind those of the pathways comes the manifest's own folder: a player that knows no
     * steering, and finds none of the CDNs, comes to it, and the folder can be played wherever it lies.
     */
    List<BaseUrl> manifestBaseUrls() {
        if (baseUrls.isEmpty()) {
            return List.of();
        }
        List<BaseUrl> all = new ArrayList<>(baseUrls);
        all.add(BESIDE_THE_MANIFEST);
        return all;
    }

    /**
     * Steering that begins at the first pathway, or null. Clients wait for its answer: else the first segments, of a short
     * title all, would come from where it might not want them.
     */
    ContentSteering contentSteering() {
        return steeringUrl == null
                ? null
                : new ContentSteering(steeringUrl, baseUrls.get(0).serviceLocation(), true);
    }
}
