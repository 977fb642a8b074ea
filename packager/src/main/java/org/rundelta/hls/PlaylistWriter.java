package org.rundelta.hls;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.rundelta.dash.ByteRange;
import org.rundelta.hls.Variant.Kind;

/** Writes playlists in UTF-8; the same playlist always gives the same bytes, on every platform. */
public final class PlaylistWriter {
    /** The version that has EXT-X-MAP for segments of all kinds (RFC 8216bis, 8). */
    private static final int VERSION = 6;

    private static final int DECIMALS_OF_SECONDS = 6;

    private final StringBuilder text = new StringBuilder();

    private PlaylistWriter() {}

    /** The document. */
    public static byte[] write(Playlist playlist) {
        PlaylistWriter writer = new PlaylistWriter();
        writer.line("#EXTM3U");
        writer.line("#EXT-X-VERSION:" + VERSION);
        if (playlist instanceof MultivariantPlaylist multivariant) {
            writer.multivariant(multivariant);
        } else {
            writer.media((MediaPlaylist) playlist);
        }
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void multivariant(MultivariantPlaylist playlist) {
        line("#EXT-X-INDEPENDENT-SEGMENTS");
        if (playlist.steering() != null) {
            line("#EXT-X-CONTENT-STEERING:"
                    + new AttributeList()
                            .quoted("SERVER-URI", playlist.steering().serverUri())
                            .quoted("PATHWAY-ID", playlist.steering().pathwayId()));
        }
        for (AlternativeRendition rendition : playlist.renditions()) {
            line("#EXT-X-MEDIA:" + attributes(rendition));
        }
        for (Variant variant : playlist.variants()) {
            boolean playback = variant.kind() == Kind.PLAYBACK;
            AttributeList attributes = attributes(variant);
            line("#" + variant.kind().tag() + ":" + (playback ? attributes : attributes.quoted("URI", variant.uri())));
            if (playback) {
                line(variant.uri());
            }
        }
    }

    private static AttributeList attributes(AlternativeRendition rendition) {
        return new AttributeList()
                .plain("TYPE", rendition.type())
                .quoted("GROUP-ID", rendition.groupId())
                .quoted("LANGUAGE", rendition.language())
                .quoted("NAME", rendition.name())
                .plain("DEFAULT", rendition.isDefault() ? "YES" : "NO")
                .plain("AUTOSELECT", rendition.autoselect() ? "YES" : "NO")
                .plain("FORCED", rendition.forced() ? "YES" : null)
                .quoted("CHARACTERISTICS", rendition.characteristics())
                .quoted("CHANNELS", rendition.channels())
                .quoted("URI", rendition.uri());
    }

    private static AttributeList attributes(Variant variant) {
        return new AttributeList()
                .plain("BANDWIDTH", variant.bandwidth())
                .plain("AVERAGE-BANDWIDTH", variant.averageBandwidth())
                .quoted("CODECS", variant.codecs())
                .plain("RESOLUTION", variant.resolution())
                .plain("FRAME-RATE", variant.frameRate() == null ? null : decimal(variant.frameRate()))
                .quoted("AUDIO", variant.audio())
                .quoted("SUBTITLES", variant.subtitles())
                .plain("CLOSED-CAPTIONS", variant.kind() == Kind.PLAYBACK ? "NONE" : null)
                .quoted("PATHWAY-ID", variant.pathwayId());
    }

    private static String decimal(BigDecimal rate) {
        return rate.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    private void media(MediaPlaylist playlist) {
        line("#EXT-X-TARGETDURATION:" + playlist.targetDuration());
        line("#EXT-X-PLAYLIST-TYPE:VOD");
        switch (playlist.kind()) {
            case PLAYBACK -> line("#EXT-X-INDEPENDENT-SEGMENTS");
            case KEYFRAMES -> line("#EXT-X-I-FRAMES-ONLY");
            case IMAGES -> line("#EXT-X-IMAGES-ONLY");
        }
        if (playlist.map() != null) {
            ByteRange range = playlist.map().range();
            line("#EXT-X-MAP:"
                    + new AttributeList()
                            .quoted("URI", playlist.map().uri())
                            .quoted("BYTERANGE", range == null ? null : lengthAndOffset(range)));
        }
        segments(playlist.segments());
        line("#EXT-X-ENDLIST");
    }

    private void segments(List<MediaSegment> segments) {
        for (MediaSegment segment : segments) {
            line("#EXTINF:" + seconds(segment.duration()) + ",");
            if (segment.place().range() != null) {
                line("#EXT-X-BYTERANGE:" + lengthAndOffset(segment.place().range()));
            }
            if (segment.tiles() != null) {
                line("#EXT-X-TILES:" + attributes(segment.tiles()));
            }
            line(segment.place().uri());
        }
    }

    private static AttributeList attributes(Tiles tiles) {
        return new AttributeList()
                .plain("RESOLUTION", tiles.resolution())
                .plain("LAYOUT", tiles.columns() + "x" + tiles.rows())
                .plain("DURATION", seconds(tiles.duration()));
    }

    private static String lengthAndOffset(ByteRange range) {
        return range.length() + "@" + range.first();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9)
                .setScale(DECIMALS_OF_SECONDS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
