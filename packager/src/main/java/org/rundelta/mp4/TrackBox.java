package org.rundelta.mp4;

import java.util.ArrayList;
import java.util.List;

/**
 * Box {@code trak} and the boxes that only hold others (ISO/IEC 14496-12, 8.3.1). In a fragmented file its sample
 * tables are empty:
 *
 * <pre>
 *   trak
 *     tkhd
 *     edts: elst                  only if the start of the media is not presented
 *     mdia
 *       mdhd, hdlr
 *       minf
 *         vmhd | smhd | nmhd
 *         dinf: dref: url_        the media is in this file
 *         stbl: stsd, stts, stsc, stsz, stco
 * </pre>
 */
final class TrackBox {
    private static final int SELF_CONTAINED = 1;

    /** Far above the rungs of any ladder. */
    private static final int MAX_ENTRIES = 100;

    private TrackBox() {}

    /** Reads a track, or null for one that holds neither video nor audio nor WebVTT. */
    static Track parse(BoxReader in) throws Mp4Exception {
        int id = TrackHeader.parse(in.require("tkhd")).trackId();
        BoxReader media = in.require("mdia");
        HandlerType handler = HandlerType.parse(media.require("hdlr"));
        if (!List.of(HandlerType.VIDEO, HandlerType.AUDIO, HandlerType.TEXT).contains(handler)) {
            return null;
        }
        if (handler.equals(HandlerType.TEXT) && !holdsWebVtt(media)) {
            return null;
        }
        MediaHeader header = MediaHeader.parse(media.require("mdhd"));
        BoxReader table = media.require("minf").require("stbl");
        if (EntryCount.parse(table.require("stts")) > 0) {
            throw table.unsupported("samples outside the fragments: " + MovieBox.HOW_TO_FRAGMENT);
        }
        List<SampleEntry> entries = parseEntries(table.require("stsd"), handler, header.timescale());
        return new Track(id, header.timescale(), header.language(), entries, parseMediaStart(in));
    }

    private static boolean holdsWebVtt(BoxReader media) throws Mp4Exception {
        BoxReader description = media.require("minf").require("stbl").require("stsd");
        EntryCount.parse(description);
        return description.find("wvtt") != null;
    }

    private static List<SampleEntry> parseEntries(BoxReader description, HandlerType handler, long timescale)
            throws Mp4Exception {
        long count = EntryCount.parse(description);
        if (count > MAX_ENTRIES) {
            throw description.overLimit("more than " + MAX_ENTRIES + " sample entries in one track");
        }
        List<SampleEntry> entries = new ArrayList<>();
        for (BoxReader entry = description.nextChild(); entry != null; entry = description.nextChild()) {
            entries.add(parseEntry(entry, handler, timescale));
        }
        if (entries.isEmpty() || entries.size() != count) {
            throw description.malformed("entry_count is " + count + ", and there are " + entries.size());
        }
        return entries;
    }

    private static SampleEntry parseEntry(BoxReader entry, HandlerType handler, long timescale) throws Mp4Exception {
        if (handler.equals(HandlerType.TEXT)) {
            return TextSampleEntry.parse(entry);
        }
        return handler.equals(HandlerType.VIDEO)
                ? VideoSampleEntry.parse(entry)
                : AudioSampleEntry.parse(entry, timescale);
    }

    private static long parseMediaStart(BoxReader track) throws Mp4Exception {
        BoxReader edits = track.find("edts");
        BoxReader list = edits == null ? null : edits.find("elst");
        return list == null ? 0 : EditList.parse(list).mediaTime();
    }

    static void write(BoxWriter out, Track track) {
        out.box("trak", () -> {
            new TrackHeader(track.id()).write(out, track.entries());
            if (track.mediaStart() > 0) {
                out.box("edts", () -> new EditList(track.mediaStart()).write(out));
            }
            out.box("mdia", () -> {
                new MediaHeader(track.timescale(), track.language()).write(out);
                handlerOf(track.entry()).write(out);
                out.box("minf", () -> writeMediaInformation(out, track.entries()));
            });
        });
    }

    private static HandlerType handlerOf(SampleEntry entry) {
        if (entry instanceof TextSampleEntry) {
            return HandlerType.TEXT;
        }
        return entry instanceof VideoSampleEntry ? HandlerType.VIDEO : HandlerType.AUDIO;
    }

    private static void writeMediaInformation(BoxWriter out, List<SampleEntry> entries) {
        SampleEntry entry = entries.get(0);
        if (entry instanceof VideoSampleEntry) {
            out.fullBox("vmhd", 0, 1, () -> out.zeros(2 + 6)); // graphicsmode copy, opcolor (12.1.2)
        } else if (entry instanceof TextSampleEntry) {
            out.fullBox("nmhd", 0, 0, () -> {}); // nothing to say (8.4.5.2)
        } else {
            out.fullBox("smhd", 0, 0, () -> out.zeros(2 + 2)); // balance, reserved (12.2.2)
        }
        out.box(
                "dinf",
                () -> out.fullBox("dref", 0, 0, () -> {
                    out.u32(1);
                    out.fullBox("url ", 0, SELF_CONTAINED, () -> {});
                }));
        out.box("stbl", () -> {
            out.fullBox("stsd", 0, 0, () -> {
                out.u32(entries.size());
                entries.forEach(each -> writeEntry(out, each));
            });
            out.fullBox("stts", 0, 0, () -> out.u32(0)); // entry_count (8.6.1.2)
            out.fullBox("stsc", 0, 0, () -> out.u32(0)); // entry_count (8.7.4)
            out.fullBox("stsz", 0, 0, () -> out.zeros(4 + 4)); // sample_size, sample_count (8.7.3)
            out.fullBox("stco", 0, 0, () -> out.u32(0)); // entry_count (8.7.5)
        });
    }

    private static void writeEntry(BoxWriter out, SampleEntry entry) {
        if (entry instanceof VideoSampleEntry video) {
            video.write(out);
        } else if (entry instanceof AudioSampleEntry audio) {
            audio.write(out);
        } else if (entry instanceof TextSampleEntry text) {
            text.write(out);
        }
    }
}
