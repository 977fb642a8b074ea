package org.rundelta.ffmpeg;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * A part of a screen.
 *
 * @param size in pixels
 * @param x pixels to the left of it
 * @param y pixels above it
 */
public record ScreenRegion(PictureSize size, int x, int y) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5}x\\d{1,5})\\+(\\d{1,5})\\+(\\d{1,5})");

    /**
     * Reads {@code 640x360+100+50}, as X11 programs write it.
     *
     * @throws IllegalArgumentException if the text is no such region
     */
    public static ScreenRegion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a region WxH+X+Y such as 640x360+100+50");
        }
        return new ScreenRegion(
                PictureSize.parse(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }
}
