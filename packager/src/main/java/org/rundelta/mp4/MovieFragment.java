package org.rundelta.mp4;

import java.util.ArrayList;
import java.util.List;

/**
 * Box {@code moof} (ISO/IEC 14496-12, 8.8.4): what the samples in the {@code mdat} behind it are.
 *
 * <pre>
 *   moof
 *     mfhd: u8 version, u24 flags, u32 sequence_number     8.8.5
 *     traf                        each track
 * </pre>
 */
record MovieFragment(long sequenceNumber, List<TrackFragment> tracks) {
    static MovieFragment parse(BoxReader in) throws Mp4Exception {
        long sequenceNumber = parseSequenceNumber(in.require("mfhd"));
        List<TrackFragment> tracks = new ArrayList<>();
        for (BoxReader child = in.nextChild(); child != null; child = in.nextChild()) {
            if (child.type().equals("traf")) {
                tracks.add(TrackFragment.parse(child));
            }
        }
        return new MovieFragment(sequenceNumber, tracks);
    }

    static long parseSequenceNumber(BoxReader in) throws Mp4Exception {
        in.versionAndFlags(0);
        return in.u32("sequence_number");
    }

    byte[] toBytes() {
        BoxWriter out = new BoxWriter();
        out.box("moof", () -> {
            out.fullBox("mfhd", 0, 0, () -> out.u32(sequenceNumber));
            tracks.forEach(track -> track.write(out));
        });
        return out.toBytes();
    }
}
