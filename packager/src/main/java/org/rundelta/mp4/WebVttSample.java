package org.rundelta.mp4;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The data of a sample of WebVTT (ISO/IEC 14496-30, 7.4): what is shown from its begin to its end. Either nothing is, or a box
 * for each cue:
 *
 * <pre>
 *   vtte
 *   vttc
 *     vsid: u32                 the same for all parts of a cue that is in several samples; else absent
 *     iden: string              absent if the cue has no id
 *     sttg: string              absent if the cue has no settings
 *     payl: string
 * </pre>
 */
public final class WebVttSample {
    /**
     * A cue, or a part of one.
     *
     * @param sourceId of the cue that this is a part of, {@link #WHOLE} if it is a whole one
     * @param id may be empty
     * @param settings may be empty
     */
    public record Part(int sourceId, String id, String settings, String payload) {
        /** The source id of what is no part. */
        public static final int WHOLE = -1;
    }

    private WebVttSample() {}

    /** The data of a sample in which these are shown; none for one in which nothing is. */
    public static byte[] of(List<Part> parts) {
        BoxWriter out = new BoxWriter();
        if (parts.isEmpty()) {
            out.box("vtte", () -> {});
        }
        for (Part part : parts) {
            out.box("vttc", () -> {
                if (part.sourceId() != Part.WHOLE) {
                    out.box("vsid", () -> out.u32(part.sourceId()));
                }
                writeUnlessEmpty(out, "iden", part.id());
                writeUnlessEmpty(out, "sttg", part.settings());
                writeText(out, "payl", part.payload());
            });
        }
        return out.toBytes();
    }

    private static void writeUnlessEmpty(BoxWriter out, String type, String text) {
        if (!text.isEmpty()) {
            writeText(out, type, text);
        }
    }

    private static void writeText(BoxWriter out, String type, String text) {
        out.box(type, () -> out.bytes(text.getBytes(StandardCharsets.UTF_8)));
    }
}
