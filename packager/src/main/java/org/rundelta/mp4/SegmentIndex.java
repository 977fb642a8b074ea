package org.rundelta.mp4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code sidx} (ISO/IEC 14496-12, 8.16.3): where the segments are that follow it in the file, and when they are
 * shown.
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32 reference_ID
 *   u32 timescale
 *   u32|u64 earliest_presentation_time
 *   u32|u64 first_offset        from the end of the box to the first segment
 *   u16 reserved, u16 reference_count
 *   then for each segment:
 *     u1 reference_type, u31 referenced_size
 *     u32 subsegment_duration
 *     u1 starts_with_SAP, u3 SAP_type, u28 SAP_delta_time
 * </pre>
 *
 * @param trackId of the track whose times are told
 * @param timescale ticks per second of all times, below 2^32
 * @param earliestTime ticks, presentation time of the first segment, edit list applied
 * @param firstOffset bytes between the end of the box and the first segment
 * @param references the segments, in order of time and of place, at most {@link #MAX_REFERENCES}
 */
public record SegmentIndex(
        int trackId, long timescale, long earliestTime, long firstOffset, List<Reference> references) {
    /** The most segments that one box can tell of. */
    public static final int MAX_REFERENCES = 0xFFFF;

    private static final int REFERENCE_SIZE = 12;
    private static final int TYPE_BIT = 31;
    private static final long SIZE_BITS = 0x7FFF_FFFFL;
    private static final int SAP_SHIFT = 28;

    /** Media times beyond are not believed; so sums with durations cannot overflow. */
    private static final long MAX_TIME = Long.MAX_VALUE / 4;

    /**
     * One segment.
     *
     * @param size bytes, from 1 to 2^31 - 1
     * @param duration ticks, below 2^32
     * @param sapType with which stream access point it begins, 1 to 6; 0 if with none, or it is not known
     */
    public record Reference(long size, long duration, int sapType) {
        public Reference {
            if (size < 1 || size > SIZE_BITS) {
                throw new IllegalArgumentException("segment of " + size + " bytes, an index takes 1 to " + SIZE_BITS);
            }
            if (duration < 0 || duration >= 1L << 32) {
                throw new IllegalArgumentException("segment duration " + duration + " is not from 0 to 4294967295");
            }
            if (sapType < 0 || sapType > 6) {
                throw new IllegalArgumentException("SAP type " + sapType + " is not from 0 to 6");
            }
        }
    }

    public SegmentIndex {
        references = List.copyOf(references);
        if (references.size() > MAX_REFERENCES) {
            throw new IllegalArgumentException(
                    references.size() + " segments, an index takes at most " + MAX_REFERENCES);
        }
    }

    /**
     * Reads the index that is all there is from one byte of a file to another.
     *
     * @param first byte of the box
     * @param last byte of the box
     * @throws IOException if the file cannot be read
     * @throws Mp4Exception if there is no such box there, or it is malformed, unsupported or over a limit
     */
    public static SegmentIndex read(Path file, long first, long last) throws IOException, Mp4Exception {
        try (ByteSource source = ByteSource.ofFiles(List.of(file))) {
            return read(source, first, last);
        }
    }

    /**
     * Reads the index that these bytes are.
     *
     * @throws Mp4Exception as {@link #read(Path, long, long)}
     */
    public static SegmentIndex read(byte[] box) throws Mp4Exception {
        try (ByteSource source = ByteSource.ofArrays(box)) {
            return read(source, 0, box.length - 1L);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // arrays are read without I/O
        }
    }

    private static SegmentIndex read(ByteSource source, long first, long last) throws IOException, Mp4Exception {
        if (first < 0 || first > last || last >= source.size()) {
            throw new Mp4Exception(
                    Mp4Exception.Reason.MALFORMED,
                    "no bytes " + first + " to " + last + " in a file of " + source.size(),
                    source.place(source.size()));
        }
        BoxHeader header = BoxHeader.read(source, first);
        BoxReader in = header.load(source, BoxHeader.MAX_LOADED);
        if (!header.type().equals("sidx") || header.end() != last + 1) {
            throw in.malformed("not a sidx of " + (last + 1 - first) + " bytes, but of " + header.size());
        }
        return parse(in);
    }

    static SegmentIndex parse(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(1);
        long trackId = in.u32("reference_ID");
        long timescale = in.u32("timescale");
        long earliestTime = in.time(full, "earliest_presentation_time");
        long firstOffset = in.time(full, "first_offset");
        in.skip(2, "reserved");
        int count = in.u16("reference_count");
        if (timescale == 0 || trackId < 1 || trackId > Integer.MAX_VALUE) {
            throw in.malformed("timescale " + timescale + " of track " + trackId);
        }
        if (earliestTime > MAX_TIME || firstOffset > MAX_TIME) {
            throw in.malformed("earliest_presentation_time " + earliestTime + ", first_offset " + firstOffset);
        }
        if (count * REFERENCE_SIZE > in.remaining()) {
            throw in.malformed("reference_count is " + count + " in a box with " + in.remaining() + " bytes left");
        }
        List<Reference> references = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            references.add(parseReference(in));
        }
        return new SegmentIndex((int) trackId, timescale, earliestTime, firstOffset, references);
    }

    private static Reference parseReference(BoxReader in) throws Mp4Exception {
        long typeAndSize = in.unsigned(4, "referenced_size");
        long duration = in.unsigned(4, "subsegment_duration");
        int sap = (int) (in.unsigned(4, "SAP_type") >>> SAP_SHIFT);
        if (typeAndSize >>> TYPE_BIT != 0) {
            throw in.unsupported("an index of indexes; known is one whose entries are segments");
        }
        int sapType = (sap & 8) == 0 ? 0 : sap & 7;
        if (typeAndSize == 0 || sapType > 6) {
            throw in.malformed("a segment of " + typeAndSize + " bytes with SAP_type " + sapType);
        }
        return new Reference(typeAndSize, duration, sapType);
    }

    /** The box, with times of 64 bits; its size depends on the number of references only. */
    public byte[] toBytes() {
        BoxWriter out = new BoxWriter();
        out.fullBox("sidx", 1, 0, () -> {
            out.u32(trackId);
            out.u32(timescale);
            out.u64(earliestTime);
            out.u64(firstOffset);
            out.u16(0);
            out.u16(references.size());
            for (Reference reference : references) {
                out.u32(reference.size);
                out.u32(reference.duration);
                out.u32(reference.sapType == 0 ? 0 : (8L | reference.sapType) << SAP_SHIFT);
            }
        });
        return out.toBytes();
    }
}
