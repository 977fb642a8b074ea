package org.rundelta.hls;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * One encoding of the video, with what goes with it (RFC 8216bis, 4.4.6.2 and 4.4.6.3).
 *
 * @param kind what its playlist is for
 * @param bandwidth bits per second, at least 1: {@link PeakBitrate}, the sum over video and audio
 * @param averageBandwidth bits per second likewise, or null
 * @param codecs RFC 6381 strings of all that is in it, with commas between, or null
 * @param resolution of the picture, or null
 * @param frameRate frames per second with three decimals at most, or null
 * @param audio group of the audio that goes with it, or null
 * @param subtitles group of the text that goes with it, or null
 * @param pathwayId of the pathway that it is in, or null for the one that is meant where none is named
 * @param uri of its media playlist
 */
public record Variant(
        Kind kind,
        long bandwidth,
        Long averageBandwidth,
        String codecs,
        Resolution resolution,
        BigDecimal frameRate,
        String audio,
        String subtitles,
        String pathwayId,
        String uri) {
    private static final Pattern PATHWAY = Pattern.compile("[A-Za-z0-9._-]+");

    /** What a variant is for, and its tag. */
    public enum Kind {
        /** To be played. */
        PLAYBACK("EXT-X-STREAM-INF"),

        /** Keyframes, for playing fast. */
        KEYFRAMES("EXT-X-I-FRAME-STREAM-INF"),

        /** Tiles of small pictures, for showing where one would go (Image Media Playlist specification, 0.4). */
        IMAGES("EXT-X-IMAGE-STREAM-INF");

        private final String tag;

        Kind(String tag) {
            this.tag = tag;
        }

        String tag() {
            return tag;
        }
    }

    /** @throws IllegalArgumentException if a value is missing, out of range, or cannot be quoted */
    public Variant {
        Check.that(kind != null, "kind of a variant is missing");
        Check.that(bandwidth >= 1, "BANDWIDTH " + bandwidth + " is not from 1 on");
        Check.that(
                averageBandwidth == null || averageBandwidth >= 0,
                "AVERAGE-BANDWIDTH " + averageBandwidth + " is negative");
        Check.that(frameRate == null || frameRate.signum() >= 0, "FRAME-RATE " + frameRate + " is negative");
        Check.quotable("CODECS", codecs);
        Check.quotable("AUDIO", audio);
        Check.quotable("SUBTITLES", subtitles);
        Check.that(
                pathwayId == null || PATHWAY.matcher(pathwayId).matches(),
                "PATHWAY-ID " + pathwayId + " is not made of letters, digits, dots, hyphens and underscores");
        Check.uri(uri);
    }
}
