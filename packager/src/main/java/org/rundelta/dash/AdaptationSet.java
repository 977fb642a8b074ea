package org.rundelta.dash;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Interchangeable encodings of one content (ISO/IEC 23009-1, 5.3.3).
 *
 * @param id unique in the period, an unsigned 32-bit number, or null
 * @param contentType as in {@code video}, or null
 * @param mimeType as in {@code video/mp4}, or null if the representations say
 * @param lang BCP 47 language tag, or null
 * @param segmentAlignment whether segments of all its representations start at the same times
 * @param startWithSap the greatest SAP type segments start with, 0 to 6, or null
 * @param subsegmentAlignment {@code segmentAlignment} for the segments that an index tells of, all in one file
 * @param subsegmentStartsWithSap {@code startWithSap} for these, or null
 * @param essentialProperties what a client must know to use it, possibly none
 * @param supplementalProperties what a client may ignore, possibly none
 * @param labels what a viewer may read of it in a list, possibly none
 * @param roles what the content is for, possibly none
 * @param baseUrls alternatives, possibly none
 * @param segmentList what its representations have in common, or null
 * @param segmentTemplate what its representations have in common, or null
 * @param representations possibly none
 */
public record AdaptationSet(
        Long id,
        String contentType,
        String mimeType,
        String lang,
        boolean segmentAlignment,
        Integer startWithSap,
        boolean subsegmentAlignment,
        Integer subsegmentStartsWithSap,
        List<Descriptor> essentialProperties,
        List<Descriptor> supplementalProperties,
        List<String> labels,
        List<Descriptor> roles,
        List<BaseUrl> baseUrls,
        SegmentList segmentList,
        SegmentTemplate segmentTemplate,
        List<Representation> representations) {
    /** @throws IllegalArgumentException if a number is out of range */
    public AdaptationSet {
        Check.range("AdaptationSet@id", id, 0, Check.MAX_UNSIGNED_INT);
        Check.range("AdaptationSet@startWithSAP", startWithSap, 0, 6);
        Check.range("AdaptationSet@subsegmentStartsWithSAP", subsegmentStartsWithSap, 0, 6);
        essentialProperties = Check.list(essentialProperties);
        supplementalProperties = Check.list(supplementalProperties);
        labels = Check.list(labels);
        roles = Check.list(roles);
        baseUrls = Check.list(baseUrls);
        representations = Check.list(representations);
    }

    /** Video in ISO base media files whose segments are aligned and begin with a keyframe. */
    public static AdaptationSet video(long id, List<Representation> representations) {
        return aligned(id, "video", null, List.of(), "main", representations);
    }

    /**
     * Video as {@link #video}, for trick play of another set only: as an essential property, so that clients that do not
     * know it leave the set alone.
     *
     * @param of id of the other set
     */
    public static AdaptationSet trickPlay(long id, long of, List<Representation> representations) {
        AdaptationSet set = video(id, representations);
        return new AdaptationSet(
                set.id,
                set.contentType,
                set.mimeType,
                set.lang,
                set.segmentAlignment,
                set.startWithSap,
                set.subsegmentAlignment,
                set.subsegmentStartsWithSap,
                List.of(Descriptor.trickMode(of)),
                set.supplementalProperties,
                set.labels,
                List.of(),
                set.baseUrls,
                set.segmentList,
                set.segmentTemplate,
                set.representations);
    }

    /** The ids of the sets that this one is for trick play of; none if it is for playing. */
    public List<String> trickPlayOf() {
        return Stream.concat(essentialProperties.stream(), supplementalProperties.stream())
                .filter(Descriptor::isTrickMode)
                .flatMap(property -> Stream.of(String.valueOf(property.value()).split(" ", -1)))
                .toList();
    }

    /**
     * Audio in ISO base media files whose segments are aligned.
     *
     * @param lang BCP 47 language tag, or null
     * @param labels what a viewer may read of it in a list, possibly none
     * @param role of the DASH scheme, as in {@code main}
     */
    public static AdaptationSet audio(
            long id, String lang, List<String> labels, String role, List<Representation> representations) {
        return aligned(id, "audio", lang, labels, role, representations);
    }

    /**
     * Text: in aligned segments of MP4 if its representations have segments, else each a file of WebVTT.
     *
     * @param lang BCP 47 language tag, or null
     * @param labels what a viewer may read of it in a list, possibly none
     * @param role of the DASH scheme, as in {@code subtitle}
     */
    public static AdaptationSet text(
            long id, String lang, List<String> labels, String role, List<Representation> representations) {
        AdaptationSet inSegments = aligned(id, "text", lang, labels, role, representations);
        boolean files = representations.stream().allMatch(inSegments::isOneFile);
        return new AdaptationSet(
                id,
                "text",
                files ? "text/vtt" : "application/mp4",
                lang,
                !files && inSegments.segmentAlignment,
                files ? null : inSegments.startWithSap,
                inSegments.subsegmentAlignment,
                inSegments.subsegmentStartsWithSap,
                List.of(),
                List.of(),
                labels,
                inSegments.roles,
                List.of(),
                null,
                null,
                representations);
    }

    /** Thumbnails in JPEG tiles (DASH-IF IOP 4.3, 6.2.6). */
    public static AdaptationSet thumbnails(long id, List<Representation> representations) {
        return new AdaptationSet(
                id,
                "image",
                "image/jpeg",
                null,
                false,
                null,
                false,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                representations);
    }

    private static AdaptationSet aligned(
            long id, String type, String lang, List<String> labels, String role, List<Representation> representations) {
        List<Descriptor> roles = List.of(Descriptor.role(role));
        boolean indexed = representations.stream().anyMatch(each -> each.segmentBase() != null);
        Integer sapType = 1;
        return new AdaptationSet(
                id,
                type,
                type + "/mp4",
                lang,
                !indexed,
                indexed ? null : sapType,
                indexed,
                indexed ? sapType : null,
                List.of(),
                List.of(),
                labels,
                roles,
                List.of(),
                null,
                null,
                representations);
    }

    /** Whether it has video, for playing or for trick play. */
    public boolean hasVideo() {
        return is("video");
    }

    /** Whether it has audio. */
    public boolean hasAudio() {
        return is("audio");
    }

    /**
     * Its representations as a player chooses among them: by bandwidth, without those that take as much as one with more
     * pixels. Of screen video a small picture may take more than the exact one.
     */
    public List<Representation> ladder() {
        return representations.stream()
                .filter(each -> each.pixels() == 0
                        || representations.stream()
                                .noneMatch(other ->
                                        other.bandwidth() <= each.bandwidth() && other.pixels() > each.pixels()))
                .sorted(Comparator.comparingLong(Representation::bandwidth))
                .toList();
    }

    private boolean is(String type) {
        return !representations.isEmpty()
                && (type.equals(contentType)
                        || isType(type, mimeType)
                        || isType(type, representations.get(0).mimeType()));
    }

    private static boolean isType(String type, String mimeType) {
        return mimeType != null && mimeType.startsWith(type + "/");
    }

    /** Whether the representation is one file as a whole, without segments: its base URL (5.3.9.1). */
    public boolean isOneFile(Representation representation) {
        return representation.segmentBase() == null
                && representation.segmentTemplate() == null
                && segmentTemplate == null
                && segmentListOf(representation) == null
                && !representation.baseUrls().isEmpty();
    }

    /** The list of segments that holds for the representation: its own, completed by that of this set; or null. */
    public SegmentList segmentListOf(Representation representation) {
        SegmentList own = representation.segmentList();
        boolean isOther = representation.segmentBase() != null || representation.segmentTemplate() != null;
        return own == null && isOther ? null : SegmentList.completed(own, segmentList);
    }

    /** This set with what all sets of a period have in common. */
    AdaptationSet completedBy(SegmentList list, SegmentTemplate template) {
        boolean mayBeListed = segmentTemplate == null;
        boolean mayBeNamed = segmentList == null;
        return new AdaptationSet(
                id,
                contentType,
                mimeType,
                lang,
                segmentAlignment,
                startWithSap,
                subsegmentAlignment,
                subsegmentStartsWithSap,
                essentialProperties,
                supplementalProperties,
                labels,
                roles,
                baseUrls,
                mayBeListed ? SegmentList.completed(segmentList, list) : segmentList,
                mayBeNamed ? SegmentTemplate.completed(segmentTemplate, template) : segmentTemplate,
                representations);
    }

    /**
     * The segment template that holds for the representation: its own, completed by that of this set (5.3.9.1).
     *
     * @throws ManifestException if neither has one
     */
    public SegmentTemplate segmentTemplateOf(Representation representation) throws ManifestException {
        SegmentTemplate completed = SegmentTemplate.completed(representation.segmentTemplate(), segmentTemplate);
        if (completed == null) {
            throw new ManifestException("unsupported MPD: representation " + representation.id()
                    + " has no SegmentTemplate, SegmentList or SegmentBase, the ways of naming segments known here");
        }
        return completed;
    }
}
