package org.rundelta.edge;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The player's page, which names a poster, and the posters that titles have. */
public final class PlayerPage {
    /** What a poster may be called; the first that is there is shown. */
    static final List<String> POSTERS = List.of("poster.webp", "poster.jpg", "poster.png");

    private static final String ATTRIBUTE = " poster=\"poster.jpg\"";

    private PlayerPage() {}

    /** Name of the poster in the folder of a title. */
    public static Optional<String> poster(Path title) {
        return POSTERS.stream()
                .filter(file -> Files.isRegularFile(title.resolve(file)))
                .findFirst();
    }

    /**
     * The page with another poster, or none.
     *
     * @param poster its URL
     */
    public static byte[] with(Optional<String> poster, byte[] page) {
        return new String(page, StandardCharsets.UTF_8)
                .replace(ATTRIBUTE, poster.map(url -> " poster=\"" + url + "\"").orElse(""))
                .getBytes(StandardCharsets.UTF_8);
    }
}
