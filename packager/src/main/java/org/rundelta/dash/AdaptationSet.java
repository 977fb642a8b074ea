package org.rundelta.dash;

import java.util.List;

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
 * @param supplementalProperties what a client may ignore, possibly none
 * @param labels what a viewer may read of it in a list, possibly none
 * @param roles what the content is for, possibly none
 * @param baseUrls alternatives, possibly none
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
        List<Descriptor> supplementalProperties,
        List<String> labels,
        List<Descriptor> roles,
        List<BaseUrl> baseUrls,
        SegmentTemplate segmentTemplate,
        List<Representation> representations) {
    /** @throws IllegalArgumentException if a number is out of range */
    public AdaptationSet {
        Check.range("AdaptationSet@id", id, 0, Check.MAX_UNSIGNED_INT);
        Check.range("AdaptationSet@startWithSAP", startWithSap, 0, 6);
        Check.range("AdaptationSet@subsegmentStartsWithSAP", subsegmentStartsWithSap, 0, 6);
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
                labels,
                inSegments.roles,
                List.of(),
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
                labels,
                roles,
                List.of(),
                null,
                representations);
    }

    /** Whether the representation is one file as a whole, without segments: its base URL (5.3.9.1). */
    public boolean isOneFile(Representation representation) {
        return representation.segmentBase() == null
                && representation.segmentTemplate() == null
                && segmentTemplate == null
                && !representation.baseUrls().isEmpty();
    }

    /**
     * The segment template that holds for the representation: its own, completed by that of this set (5.3.9.1).
     *
     * @throws ManifestException if neither has one
     */
    public SegmentTemplate segmentTemplateOf(Representation representation) throws ManifestException {
        SegmentTemplate own = representation.segmentTemplate();
        if (own == null && segmentTemplate == null) {
            throw new ManifestException("unsupported MPD: representation " + representation.id()
                    + " has neither SegmentTemplate nor SegmentBase, the ways of naming segments known here");
        }
        if (own == null || segmentTemplate == null) {
            return own == null ? segmentTemplate : own;
        }
        return own.completedBy(segmentTemplate);
    }
}
