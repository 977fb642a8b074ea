package org.rundelta.media;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is known of a file by its ending.
 *
 * @param name the media type, as in {@code Content-Type}
 * @param isText whether it is worth compressing
 * @param isManifest whether it changes while people watch, so that what it was a second ago will not do
 */
public record MediaType(String name, boolean isText, boolean isManifest) {
    /** A folder that is named after the content of its files. Decimal digits alone may be a date. */
    private static final Pattern CONTENT_HASH = Pattern.compile("(?<![^/])(?=[0-9]*[a-f])[0-9a-f]{12,64}/");

    private static final MediaType OTHER = media("application/octet-stream");

    private static final Map<String, MediaType> BY_ENDING = Map.ofEntries(
            Map.entry("mpd", manifest("application/dash+xml")),
            Map.entry("m3u8", manifest("application/vnd.apple.mpegurl")),
            Map.entry("m4s", media("video/iso.segment")),
            Map.entry("mp4", media("video/mp4")),
            Map.entry("m4v", media("video/mp4")),
            Map.entry("m4a", media("audio/mp4")),
            Map.entry("cmfv", media("video/mp4")),
            Map.entry("cmfa", media("audio/mp4")),
            Map.entry("cmft", media("application/mp4")),
            Map.entry("webm", media("video/webm")),
            Map.entry("mkv", media("video/x-matroska")),
            Map.entry("ts", media("video/mp2t")),
            Map.entry("aac", media("audio/aac")),
            Map.entry("jpg", media("image/jpeg")),
            Map.entry("jpeg", media("image/jpeg")),
            Map.entry("png", media("image/png")),
            Map.entry("webp", media("image/webp")),
            Map.entry("svg", text("image/svg+xml")),
            Map.entry("ico", media("image/x-icon")),
            Map.entry("vtt", text("text/vtt;charset=utf-8")),
            Map.entry("ttml", text("application/ttml+xml")),
            Map.entry("html", text("text/html;charset=utf-8")),
            Map.entry("css", text("text/css;charset=utf-8")),
            Map.entry("js", text("text/javascript;charset=utf-8")),
            Map.entry("mjs", text("text/javascript;charset=utf-8")),
            Map.entry("wasm", text("application/wasm")),
            Map.entry("json", text("application/json")),
            Map.entry("txt", text("text/plain;charset=utf-8")));

    /** The type of a file with this name or path. */
    public static MediaType of(String name) {
        return BY_ENDING.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    }

    /** Whether the file of this path is named after its content, as segments are. */
    public static boolean neverChanges(String path) {
        return !of(path).isManifest && CONTENT_HASH.matcher(path).find();
    }

    private static MediaType media(String name) {
        return new MediaType(name, false, false);
    }

    private static MediaType text(String name) {
        return new MediaType(name, true, false);
    }

    private static MediaType manifest(String name) {
        return new MediaType(name, true, true);
    }
}
