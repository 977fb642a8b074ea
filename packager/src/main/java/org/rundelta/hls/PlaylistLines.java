package org.rundelta.hls;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.ManifestException;
import org.rundelta.hls.Variant.Kind;

/** What the lines of a playlist have said so far (RFC 8216bis, 4.4). */
final class PlaylistLines {
    private static final Pattern PAIR = Pattern.compile("([0-9]{1,9})x([0-9]{1,9})");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:@([0-9]{1,18}))?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}(\\.[0-9]{0,20})?");
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");

    private ContentSteering steering;
    private final List<AlternativeRendition> renditions = new ArrayList<>();
    private final List<Variant> variants = new ArrayList<>();
    private final List<MediaSegment> segments = new ArrayList<>();
    private Kind kind = Kind.PLAYBACK;
    private Long targetDuration;
    private UriRange map;
    private boolean isComplete;

    /** Of the variant or segment whose URI is still to come; null if it is not said. */
    private AttributeList variant;

    private Duration duration;
    private Tiles tiles;
    private String range;

    void tag(String tag, String value) throws ManifestException {
        switch (tag) {
            case "EXT-X-CONTENT-STEERING" -> setSteering(AttributeList.parse(value));
            case "EXT-X-MEDIA" -> addRendition(AttributeList.parse(value));
            case "EXT-X-STREAM-INF" -> variant = AttributeList.parse(value);
            case "EXT-X-I-FRAME-STREAM-INF" -> addVariant(Kind.KEYFRAMES, AttributeList.parse(value));
            case "EXT-X-IMAGE-STREAM-INF" -> addVariant(Kind.IMAGES, AttributeList.parse(value));
            case "EXT-X-TARGETDURATION" -> targetDuration = integer(value);
            case "EXT-X-I-FRAMES-ONLY" -> kind = Kind.KEYFRAMES;
            case "EXT-X-IMAGES-ONLY" -> kind = Kind.IMAGES;
            case "EXT-X-MAP" -> setMap(AttributeList.parse(value));
            case "EXTINF" -> duration = seconds(value.split(",", 2)[0]);
            case "EXT-X-BYTERANGE" -> range = value;
            case "EXT-X-TILES" -> tiles = tiles(AttributeList.parse(value));
            case "EXT-X-ENDLIST" -> isComplete = true;
            case "EXT-X-DEFINE" -> throw new ManifestException("variables (EXT-X-DEFINE) are not supported");
            default -> {
                // has no place in the records
            }
        }
    }

    void uri(String uri) throws ManifestException {
        if (variant != null) {
            addVariant(Kind.PLAYBACK, variant.quoted("URI", uri));
            variant = null;
            return;
        }
        if (duration == null) {
            throw new ManifestException("a URI without EXTINF or EXT-X-STREAM-INF before it");
        }
        UriRange before =
                segments.isEmpty() ? null : segments.get(segments.size() - 1).place();
        segments.add(new MediaSegment(duration, new UriRange(uri, range(range, uri, before)), tiles));
        duration = null;
        range = null;
        tiles = null;
    }

    /** The whole of it. */
    Playlist end() throws ManifestException {
        boolean isMultivariant = !variants.isEmpty() || !renditions.isEmpty() || steering != null;
        boolean isMedia = targetDuration != null || !segments.isEmpty();
        if (isMultivariant == isMedia) {
            throw new ManifestException(
                    isMedia ? "it has both variants and segments" : "it has no EXT-X-TARGETDURATION");
        }
        if (variant != null || duration != null) {
            throw new ManifestException("the URI after its last tag is missing");
        }
        if (isMultivariant) {
            return new MultivariantPlaylist(steering, renditions, variants);
        }
        if (targetDuration == null || !isComplete) {
            throw new ManifestException("EXT-X-" + (targetDuration == null ? "TARGETDURATION" : "ENDLIST")
                    + " is missing; only complete playlists are known");
        }
        return new MediaPlaylist(kind, targetDuration, map, segments);
    }

    private void setSteering(AttributeList attributes) throws ManifestException {
        if (steering != null) {
            throw new ManifestException("a second EXT-X-CONTENT-STEERING");
        }
        steering = new ContentSteering(attributes.require("SERVER-URI"), attributes.get("PATHWAY-ID"));
    }

    private void addRendition(AttributeList attributes) throws ManifestException {
        String type = attributes.require("TYPE");
        if (type.equals("CLOSED-CAPTIONS")) {
            return; // in the video: nothing that a playlist names
        }
        renditions.add(new AlternativeRendition(
                AlternativeRendition.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                attributes.get("GROUP-ID"),
                attributes.get("NAME"),
                attributes.get("LANGUAGE"),
                "YES".equals(attributes.get("DEFAULT")),
                "YES".equals(attributes.get("AUTOSELECT")) || "YES".equals(attributes.get("DEFAULT")),
                "YES".equals(attributes.get("FORCED")),
                attributes.get("CHARACTERISTICS"),
                attributes.get("CHANNELS"),
                attributes.get("URI")));
    }

    private void addVariant(Kind variantKind, AttributeList attributes) throws ManifestException {
        String average = attributes.get("AVERAGE-BANDWIDTH");
        String resolution = attributes.get("RESOLUTION");
        String frameRate = attributes.get("FRAME-RATE");
        variants.add(new Variant(
                variantKind,
                integer(attributes.require("BANDWIDTH")),
                average == null ? null : (Long) integer(average),
                attributes.get("CODECS"),
                resolution == null ? null : resolution(resolution),
                frameRate == null ? null : decimal(frameRate),
                attributes.get("AUDIO"),
                attributes.get("SUBTITLES"),
                attributes.get("PATHWAY-ID"),
                attributes.require("URI")));
    }

    private void setMap(AttributeList attributes) throws ManifestException {
        String uri = attributes.require("URI");
        UriRange next = new UriRange(uri, range(attributes.get("BYTERANGE"), uri, null));
        if (map != null && !map.equals(next)) {
            throw new ManifestException("a second EXT-X-MAP is not supported");
        }
        map = next;
    }

    private static Tiles tiles(AttributeList attributes) throws ManifestException {
        Resolution layout = resolution(attributes.require("LAYOUT"));
        return new Tiles(
                resolution(attributes.require("RESOLUTION")),
                (int) layout.width(),
                (int) layout.height(),
                seconds(attributes.require("DURATION")));
    }

    private static Resolution resolution(String text) throws ManifestException {
        Matcher matcher = match(PAIR, text, "a size such as 1280x720");
        return new Resolution(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** Length and offset; without an offset the bytes follow those of the segment before. */
    private static ByteRange range(String text, String uri, UriRange before) throws ManifestException {
        if (text == null) {
            return null;
        }
        Matcher matcher = match(RANGE, text, "a range such as 720@0");
        long offset = 0;
        if (matcher.group(2) != null) {
            offset = Long.parseLong(matcher.group(2));
        } else if (before != null && before.range() != null && before.uri().equals(uri)) {
            offset = before.range().last() + 1;
        } else if (before != null) {
            throw new ManifestException("EXT-X-BYTERANGE without an offset, and none before it to follow");
        }
        return new ByteRange(offset, Math.addExact(offset, Long.parseLong(matcher.group(1)) - 1));
    }

    private static Duration seconds(String text) throws ManifestException {
        BigDecimal nanos = decimal(text.strip()).movePointRight(9).setScale(0, RoundingMode.HALF_UP);
        return Duration.ofSeconds(0, nanos.longValueExact());
    }

    private static BigDecimal decimal(String text) throws ManifestException {
        return new BigDecimal(match(DECIMAL, text, "a decimal number").group());
    }

    private static long integer(String text) throws ManifestException {
        return Long.parseLong(match(INTEGER, text.strip(), "a whole number").group());
    }

    private static Matcher match(Pattern pattern, String text, String what) throws ManifestException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new ManifestException("\"" + text + "\" is not " + what);
        }
        return matcher;
    }
}
