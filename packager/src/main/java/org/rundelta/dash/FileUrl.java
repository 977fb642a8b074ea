package org.rundelta.dash;

import java.net.URI;
import java.net.URISyntaxException;

/** URLs of manifests and playlists as paths in the folder of the title, with {@code /} between names. */
public final class FileUrl {
    private FileUrl() {}

    /**
     * The path of a file's URL.
     *
     * @param base path of the file or folder that it is relative to; a folder ends with a slash, or is empty
     * @param url an empty one is the base itself
     * @throws ManifestException as {@link #resolve}, and if it names a folder
     */
    public static String file(String base, String url) throws ManifestException {
        String path = url.isEmpty() ? base : resolve(base, url);
        if (path.isEmpty() || path.endsWith("/")) {
            throw new ManifestException(
                    "malformed URL: " + (url.isEmpty() ? base : url) + " names a folder, not a file");
        }
        return path;
    }

    /**
     * The path of a relative URL (RFC 3986, 5.2), percent-encoding undone.
     *
     * @throws ManifestException if it is malformed, absolute, or may leave the folder of the title
     */
    static String resolve(String base, String url) throws ManifestException {
        URI uri = parse(url);
        String path = uri.getPath();
        if (uri.isAbsolute() || uri.getRawAuthority() != null || path.startsWith("/")) {
            throw new ManifestException(
                    "unsupported URL: " + url + " is absolute; only relative ones name files beside the manifest");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new ManifestException("unsupported URL: " + url + " has a query or fragment and names no file");
        }
        String plain = path.startsWith("./") ? path.substring(2) : path;
        for (String name : plain.split("/", -1)) {
            if (name.equals("..")
                    || name.equals(".")
                    || name.indexOf('\\') >= 0
                    || name.chars().anyMatch(c -> c < ' ')) {
                throw new ManifestException("unsupported URL: " + url + " may leave the manifest's folder");
            }
        }
        return base.substring(0, base.lastIndexOf('/') + 1) + plain;
    }

    static boolean isAbsolute(String url) throws ManifestException {
        return parse(url).isAbsolute();
    }

    private static URI parse(String url) throws ManifestException {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new ManifestException("malformed URL: " + e.getMessage(), e);
        }
    }
}
