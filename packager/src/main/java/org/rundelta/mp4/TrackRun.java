package org.rundelta.mp4;

import static org.rundelta.mp4.TrackFragmentHeader.ABSENT;

import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code trun} (ISO/IEC 14496-12, 8.8.8): samples whose data are contiguous. Each optional field is there if its
 * flag is:
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32 sample_count
 *   i32 data_offset                         0x000001
 *   u32 first_sample_flags                  0x000004
 *   then for each sample:
 *     u32 sample_duration                   0x000100
 *     u32 sample_size                       0x000200
 *     u32 sample_flags                      0x000400
 *     i32 sample_composition_time_offset    0x000800
 * </pre>
 *
 * @param hasDataOffset whether the box says where its data begin; otherwise they follow those of the run before
 * @param firstFlags {@code ABSENT} if the first sample has the flags of the others
 * @param durations unsigned, in ticks; null if all samples have the default
 * @param sizes unsigned, in bytes; null if all samples have the default
 * @param flags null if all samples have the default
 * @param compositionOffsets signed, in ticks; null if all are 0. Version 0 has them unsigned; but some write negative ones
 *     all the same, and nobody any of 2^31 or more
 */
record TrackRun(
        int count,
        boolean hasDataOffset,
        int dataOffset,
        long firstFlags,
        int[] durations,
        int[] sizes,
        int[] flags,
        int[] compositionOffsets) {
    private static final int DATA_OFFSET = 0x1;
    private static final int FIRST_FLAGS = 0x4;
    private static final int DURATIONS = 0x100;
    private static final int SIZES = 0x200;
    private static final int FLAGS = 0x400;
    private static final int COMPOSITION_OFFSETS = 0x800;
    private static final int TABLES = DURATIONS | SIZES | FLAGS | COMPOSITION_OFFSETS;

    static TrackRun parse(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(1);
        long count = in.u32("sample_count");
        int dataOffset = full.has(DATA_OFFSET) ? in.i32("data_offset") : 0;
        long firstFlags = full.has(FIRST_FLAGS) ? in.u32("first_sample_flags") : ABSENT;
        int rowSize = 4 * Integer.bitCount(full.flags() & TABLES);
        if (count > Integer.MAX_VALUE || count * rowSize > in.remaining()) {
            throw in.malformed("sample_count is " + count + " in a box with " + in.remaining() + " bytes left");
        }
        int[] durations = full.has(DURATIONS) ? new int[(int) count] : null;
        int[] sizes = full.has(SIZES) ? new int[(int) count] : null;
        int[] flags = full.has(FLAGS) ? new int[(int) count] : null;
        int[] offsets = full.has(COMPOSITION_OFFSETS) ? new int[(int) count] : null;
        if (rowSize > 0) {
            for (int i = 0; i < count; i++) {
                readCell(in, durations, i);
                readCell(in, sizes, i);
                readCell(in, flags, i);
                readCell(in, offsets, i);
            }
        }
        return new TrackRun(
                (int) count, full.has(DATA_OFFSET), dataOffset, firstFlags, durations, sizes, flags, offsets);
    }

    private static void readCell(BoxReader in, int[] column, int row) throws Mp4Exception {
        if (column != null) {
            column[row] = (int) in.unsigned(4, "the table of samples");
        }
    }

    void write(BoxWriter out) {
        int boxFlags = DATA_OFFSET
                | (firstFlags == ABSENT ? 0 : FIRST_FLAGS)
                | (durations == null ? 0 : DURATIONS)
                | (sizes == null ? 0 : SIZES)
                | (flags == null ? 0 : FLAGS)
                | (compositionOffsets == null ? 0 : COMPOSITION_OFFSETS);
        out.fullBox("trun", compositionOffsets == null ? 0 : 1, boxFlags, () -> {
            out.u32(count);
            out.u32(dataOffset);
            if (firstFlags != ABSENT) {
                out.u32(firstFlags);
            }
            for (int i = 0; i < count; i++) {
                writeCell(out, durations, i);
                writeCell(out, sizes, i);
                writeCell(out, flags, i);
                writeCell(out, compositionOffsets, i);
            }
        });
    }

    private static void writeCell(BoxWriter out, int[] column, int row) {
        if (column != null) {
            out.u32(column[row]);
        }
    }

    TrackRun withDataOffset(int offset) {
        return new TrackRun(count, true, offset, firstFlags, durations, sizes, flags, compositionOffsets);
    }

    /** Bytes of all samples together; it cannot overflow, count and sizes being below 2^32. */
    long byteCount(long defaultSize) {
        if (sizes == null) {
            return count * defaultSize;
        }
        long sum = 0;
        for (int size : sizes) {
            sum += Integer.toUnsignedLong(size);
        }
        return sum;
    }

    long duration(int sample, long defaultDuration) {
        return durations == null ? defaultDuration : Integer.toUnsignedLong(durations[sample]);
    }

    long size(int sample, long defaultSize) {
        return sizes == null ? defaultSize : Integer.toUnsignedLong(sizes[sample]);
    }

    int compositionOffset(int sample) {
        return compositionOffsets == null ? 0 : compositionOffsets[sample];
    }

    boolean isSync(int sample, long defaultFlags) {
        if (sample == 0 && firstFlags != ABSENT) {
            return SampleFlags.isSync(firstFlags);
        }
        return SampleFlags.isSync(flags == null ? defaultFlags : flags[sample]);
    }
}
