package org.rundelta.dash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How thumbnails stand in a tile, row by row from the top left (DASH-IF IOP 4.3, 6.2.6); as an essential property
 * {@code 5x4}.
 *
 * @param columns thumbnails in a row, from 1 to 65535
 * @param rows from 1 to 65535
 */
public record ThumbnailGrid(int columns, int rows) {
    private static final String SCHEME = "http://dashif.org/guidelines/thumbnail_tile";
    private static final String EARLIER_SCHEME = "http://dashif.org/thumbnail_tile";

    /** Pixels of a JPEG in either direction. */
    private static final int MAX = 0xFFFF;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");

    /** @throws IllegalArgumentException if a number is out of range */
    public ThumbnailGrid {
        Check.range("thumbnails in a row", columns, 1, MAX);
        Check.range("rows of thumbnails", rows, 1, MAX);
    }

    /**
     * The grid of a representation, empty if it has none.
     *
     * @param set that the representation is in
     * @throws IllegalArgumentException if the value is not of that form
     */
    public static Optional<ThumbnailGrid> of(AdaptationSet set, Representation representation) {
        return Stream.of(representation.essentialProperties(), set.essentialProperties())
                .flatMap(List::stream)
                .filter(property -> property.schemeIdUri().equals(SCHEME)
                        || property.schemeIdUri().equals(EARLIER_SCHEME))
                .findFirst()
                .map(property -> parse(String.valueOf(property.value())));
    }

    private static ThumbnailGrid parse(String value) {
        Matcher matcher = FORM.matcher(value);
        Check.that(matcher.matches(), "\"" + value + "\" is no number of columns and rows such as 5x4");
        return new ThumbnailGrid(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    Descriptor toDescriptor() {
        return new Descriptor(SCHEME, columns + "x" + rows);
    }
}
