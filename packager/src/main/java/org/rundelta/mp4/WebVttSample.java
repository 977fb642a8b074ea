package org.rundelta.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /**
     * What is shown in a sample, nothing in an empty one.
     *
     * @throws Mp4Exception if it is malformed, or has neither cues nor the box for none
     */
    public static List<Part> parse(byte[] data) throws Mp4Exception {
        BoxReader in = BoxReader.ofBytes(ByteSource.ofArrays(data), 0, data);
        List<Part> parts = new ArrayList<>();
        boolean isEmpty = false;
        for (BoxReader box = in.nextChild(); box != null; box = in.nextChild()) {
            if (box.type().equals("vttc")) {
                parts.add(part(box));
            }
            isEmpty |= box.type().equals("vtte");
        }
        if (isEmpty != parts.isEmpty()) {
            throw in.malformed(isEmpty ? "cues beside vtte" : "neither vttc nor vtte");
        }
        return parts;
    }

    private static Part part(BoxReader cue) throws Mp4Exception {
        BoxReader source = cue.find("vsid");
        return new Part(
                source == null ? Part.WHOLE : source.i32("source_ID"),
                text(cue.find("iden")),
                text(cue.find("sttg")),
                text(cue.require("payl")));
    }

    private static String text(BoxReader box) throws Mp4Exception {
        if (box == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(box.rest()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw box.malformed("not UTF-8");
        }
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
