package org.rundelta.dash;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One encoding (ISO/IEC 23009-1, 5.3.5).
 *
 * @param id unique in the period, without white space
 * @param bandwidth bits per second, 1 to 2^32 - 1; see {@link Bandwidth}
 * @param mimeType or null if the adaptation set says
 * @param codecs RFC 6381 string, or null
 * @param width of the picture in pixels, or null
 * @param height of the picture in pixels, or null
 * @param sar sample aspect ratio as in {@code 1:1}, or null
 * @param frameRate frames per second as in {@code 30} or {@code 30000/1001}, or null
 * @param maxPlayoutRate how many times faster than normal it may be played, or null
 * @param codingDependency whether frames depend on others, or null if that is not said
 * @param audioSamplingRate in Hz, or null
 * @param audioChannelConfigurations possibly none
 * @param essentialProperties what a client must know to use it, possibly none
 * @param baseUrls alternatives, possibly none
 * @param segmentBase where the segments are in the one file that the base URL is, or null
 * @param segmentList or null if the adaptation set says all, or there is another way
 * @param segmentTemplate or null if the adaptation set says all, or there is another way
 */
public record Representation(
        String id,
        long bandwidth,
        String mimeType,
        String codecs,
        Long width,
        Long height,
        String sar,
        String frameRate,
        Double maxPlayoutRate,
        Boolean codingDependency,
        Long audioSamplingRate,
        List<Descriptor> audioChannelConfigurations,
        List<Descriptor> essentialProperties,
        List<BaseUrl> baseUrls,
        SegmentBase segmentBase,
        SegmentList segmentList,
        SegmentTemplate segmentTemplate) {
    private static final Pattern ID = Pattern.compile("[^\\s\\p{Z}]+");
    private static final Pattern FRAME_RATE = Pattern.compile("[0-9]+(/[1-9][0-9]*)?");
    private static final Pattern RATIO = Pattern.compile("[0-9]*:[0-9]*");

    /** @throws IllegalArgumentException if a value is missing, out of range or not of the form given above */
    public Representation {
        Check.that(id != null && ID.matcher(id).matches(), "Representation@id is missing or has white space");
        Check.range("Representation@bandwidth", bandwidth, 1, Check.MAX_UNSIGNED_INT);
        Check.range("Representation@width", width, 1, Check.MAX_UNSIGNED_INT);
        Check.range("Representation@height", height, 1, Check.MAX_UNSIGNED_INT);
        Check.range("Representation@audioSamplingRate", audioSamplingRate, 1, Check.MAX_UNSIGNED_INT);
        Check.that(sar == null || RATIO.matcher(sar).matches(), "Representation@sar is not a ratio such as 1:1");
        Check.that(
                frameRate == null || FRAME_RATE.matcher(frameRate).matches(),
                "Representation@frameRate is not a rate such as 30 or 30000/1001");
        audioChannelConfigurations = Check.list(audioChannelConfigurations);
        essentialProperties = Check.list(essentialProperties);
        baseUrls = Check.list(baseUrls);
        Check.that(
                Stream.of(segmentBase == null, segmentList == null, segmentTemplate == null)
                                .filter(isAbsent -> !isAbsent)
                                .count()
                        <= 1,
                "Representation has more than one of SegmentBase, SegmentList and SegmentTemplate");
    }

    /**
     * The same with keyframes only, for trick play.
     *
     * @param maxRate how many times faster than normal it may be played, or null
     */
    public Representation ofKeyframes(Double maxRate) {
        return new Representation(
                id,
                bandwidth,
                mimeType,
                codecs,
                width,
                height,
                sar,
                frameRate,
                maxRate,
                false,
                audioSamplingRate,
                audioChannelConfigurations,
                essentialProperties,
                baseUrls,
                segmentBase,
                segmentList,
                segmentTemplate);
    }

    /** Of the picture; 0 if it does not say. */
    long pixels() {
        return width == null || height == null ? 0 : width * height;
    }

    /** The same in segments that are named by a template. */
    public Representation in(SegmentTemplate template) {
        return in(List.of(), null, template);
    }

    /**
     * The same in one file with an index.
     *
     * @param url of the file, relative to the base URL above
     */
    public Representation in(String url, SegmentBase base) {
        return in(List.of(new BaseUrl(null, url)), base, null);
    }

    /**
     * The same in one file without segments.
     *
     * @param url of the file, relative to the base URL above
     */
    public Representation in(String url) {
        return in(List.of(new BaseUrl(null, url)), null, null);
    }

    private Representation in(List<BaseUrl> urls, SegmentBase base, SegmentTemplate template) {
        return new Representation(
                id,
                bandwidth,
                mimeType,
                codecs,
                width,
                height,
                sar,
                frameRate,
                maxPlayoutRate,
                codingDependency,
                audioSamplingRate,
                audioChannelConfigurations,
                essentialProperties,
                urls,
                base,
                null,
                template);
    }

    /**
     * Video; where its segments are is still to be said.
     *
     * @param sar shape of a pixel as in {@code 1:1}
     */
    public static Representation video(
            String id, long bandwidth, String codecs, int width, int height, String sar, String frameRate) {
        return new Representation(
                id,
                bandwidth,
                null,
                codecs,
                (long) width,
                (long) height,
                sar,
                frameRate,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    /**
     * Audio; where its segments are is still to be said.
     *
     * @param samplingRate in Hz
     * @param channels from 1 to 8
     */
    public static Representation audio(String id, long bandwidth, String codecs, int samplingRate, int channels) {
        List<Descriptor> arrangement = List.of(Descriptor.audioChannels(codecs, channels));
        return new Representation(
                id,
                bandwidth,
                null,
                codecs,
                null,
                null,
                null,
                null,
                null,
                null,
                (long) samplingRate,
                arrangement,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }

    /**
     * Text; where it is is still to be said.
     *
     * @param codecs RFC 6381 string, null for a file of text
     */
    public static Representation text(String id, long bandwidth, String codecs) {
        return new Representation(
                id, bandwidth, null, codecs, null, null, null, null, null, null, null, List.of(), List.of(), List.of(),
                null, null, null);
    }

    /**
     * Thumbnails in tiles; where these are is still to be said.
     *
     * @param bandwidth as {@link Bandwidth#ofTiles} has it
     * @param width of a tile in pixels
     * @param height of a tile in pixels
     */
    public static Representation thumbnails(String id, long bandwidth, int width, int height, ThumbnailGrid grid) {
        return new Representation(
                id,
                bandwidth,
                null,
                null,
                (long) width,
                (long) height,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(grid.toDescriptor()),
                List.of(),
                null,
                null,
                null);
    }
}
