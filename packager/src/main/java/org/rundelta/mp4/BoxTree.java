package org.rundelta.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.mp4.Mp4Exception.Reason;

/** Reads all boxes of a file, through the parsers that the other readers use. */
final class BoxTree {
    /** Two hours in fragments of a quarter of a second. */
    private static final int MAX_BOXES = 500_000;

    /** Reads the fields of a box, and leaves the boxes inside it to be read. */
    @FunctionalInterface
    private interface Parser {
        void parse(BoxReader in) throws Mp4Exception;
    }

    private static final Parser NO_FIELDS = in -> {};

    /** The boxes that hold boxes, with the fields before those. */
    private static final Map<String, Parser> CONTAINERS = new HashMap<>();

    /** The boxes that have fields only. */
    private static final Map<String, Parser> LEAVES = new HashMap<>();

    static {
        List.of("moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf", "mfra")
                .forEach(type -> CONTAINERS.put(type, NO_FIELDS));
        List.of("stsd", "dref").forEach(type -> CONTAINERS.put(type, EntryCount::parse));
        List.of("rdv1", "avc1", "avc3", "hvc1", "hev1", "vp08", "vp09", "av01")
                .forEach(type -> CONTAINERS.put(type, VideoSampleEntry::parse));
        List.of("mp4a", "Opus", "fLaC", "ac-3", "ec-3")
                .forEach(type -> CONTAINERS.put(type, in -> AudioSampleEntry.parse(in, 1)));

        CONTAINERS.put("wvtt", TextSampleEntry::parse);

        List.of("ftyp", "styp").forEach(type -> LEAVES.put(type, FileType::parse));
        LEAVES.put("mvhd", MovieHeader::parse);
        LEAVES.put("tkhd", TrackHeader::parse);
        LEAVES.put("elst", EditList::parse);
        LEAVES.put("mdhd", MediaHeader::parse);
        LEAVES.put("hdlr", HandlerType::parse);
        List.of("stts", "ctts", "stss", "stsc", "stco", "co64").forEach(type -> LEAVES.put(type, EntryCount::parse));
        LEAVES.put("stsz", BoxTree::parseSampleSizes);
        LEAVES.put("dOps", OpusSpecificBox::parse);
        LEAVES.put("colr", Colour::parse);
        LEAVES.put("pasp", PixelAspect::parse);
        LEAVES.put("mehd", MovieExtendsHeader::parse);
        LEAVES.put("trex", TrackExtends::parse);
        LEAVES.put("mfhd", MovieFragment::parseSequenceNumber);
        LEAVES.put("tfhd", TrackFragmentHeader::parse);
        LEAVES.put("tfdt", TrackFragment::parseDecodeTime);
        LEAVES.put("trun", TrackRun::parse);
        LEAVES.put("sidx", SegmentIndex::parse);
    }

    private final ByteSource source;
    private int boxes;

    BoxTree(ByteSource source) {
        this.source = source;
    }

    List<Box> read() throws IOException, Mp4Exception {
        List<Box> tree = new ArrayList<>();
        long position = 0;
        while (position < source.size()) {
            BoxHeader header = BoxHeader.read(source, position);
            boolean known = CONTAINERS.containsKey(header.type()) || LEAVES.containsKey(header.type());
            tree.add(known ? read(header.load(source, BoxHeader.MAX_LOADED)) : box(header, List.of(), List.of()));
            position = header.end();
        }
        return tree;
    }

    private Box read(BoxReader in) throws Mp4Exception {
        List<Box.Field> fields = new ArrayList<>();
        in.noteInto(fields);
        Parser container = CONTAINERS.get(in.type());
        Parser parser = container == null ? LEAVES.getOrDefault(in.type(), NO_FIELDS) : container;
        try {
            parser.parse(in);
        } catch (Mp4Exception e) {
            if (e.reason() != Reason.UNSUPPORTED) {
                throw e;
            }
            fields.add(new Box.Field("not read", e.getMessage()));
            return box(in.header(), fields, List.of());
        }
        return box(in.header(), fields, container == null ? List.of() : children(in));
    }

    private List<Box> children(BoxReader in) throws Mp4Exception {
        List<Box> children = new ArrayList<>();
        for (BoxReader child = in.nextChild(); child != null; child = in.nextChild()) {
            children.add(read(child));
        }
        return children;
    }

    private Box box(BoxHeader header, List<Box.Field> fields, List<Box> children) throws Mp4Exception {
        if (++boxes > MAX_BOXES) {
            throw new Mp4Exception(
                    Reason.OVER_LIMIT, "more than " + MAX_BOXES + " boxes", source.place(header.position()));
        }
        return new Box(header.type(), header.position(), header.size(), fields, children);
    }

    /** The sizes of samples (ISO/IEC 14496-12, 8.7.3); the table behind is left out. */
    private static void parseSampleSizes(BoxReader in) throws Mp4Exception {
        in.versionAndFlags(0);
        in.u32("sample_size");
        in.u32("sample_count");
    }
}
