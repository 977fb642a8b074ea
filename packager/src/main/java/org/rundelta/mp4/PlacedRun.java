package org.rundelta.mp4;

import static org.rundelta.mp4.TrackFragmentHeader.ABSENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of samples with all that it leaves to other boxes filled in.
 *
 * @param decodeTime ticks, of the first sample; {@code ABSENT} if the run follows the one before
 * @param start position of the first sample's data in the source
 * @param header with the defaults of the run's samples
 */
record PlacedRun(TrackFragmentHeader header, long decodeTime, long start, TrackRun run) {
    /**
     * Places the runs of a movie fragment (ISO/IEC 14496-12, 8.8.7 and 8.8.8): a data offset counts from the base of
     * the track fragment; without one the data follow those of the run before, or begin at the base. The base is said
     * in {@code tfhd}, or is the {@code moof}, or is, from the second track fragment on, the end of the data before.
     */
    static List<PlacedRun> of(MovieFragment fragment, long moofPosition, Map<Integer, TrackExtends> defaults) {
        List<PlacedRun> placed = new ArrayList<>();
        long dataEnd = moofPosition;
        for (TrackFragment track : fragment.tracks()) {
            int id = track.header().trackId();
            TrackFragmentHeader header = track.header().orDefaults(defaults.getOrDefault(id, TrackExtends.none(id)));
            long base = base(header, moofPosition, dataEnd);
            long decodeTime = track.decodeTime();
            dataEnd = base;
            for (TrackRun run : track.runs()) {
                long start = run.hasDataOffset() ? base + run.dataOffset() : dataEnd;
                placed.add(new PlacedRun(header, decodeTime, start, run));
                dataEnd = start + run.byteCount(header.size());
                decodeTime = ABSENT;
            }
        }
        return placed;
    }

    private static long base(TrackFragmentHeader header, long moofPosition, long dataEnd) {
        if (header.baseDataOffset() != ABSENT) {
            return header.baseDataOffset();
        }
        return header.baseIsMoof() ? moofPosition : dataEnd;
    }

    /** Which sample entry its samples are of, from 0; -1 if it is none. */
    long entry() {
        return header.description() - TrackExtends.FIRST_DESCRIPTION;
    }

    int trackId() {
        return header.trackId();
    }

    int count() {
        return run.count();
    }

    long byteCount() {
        return run.byteCount(header.size());
    }

    /** Whether a small box claims any number of samples without data. */
    boolean isBoundless() {
        return run.sizes() == null && header.size() == 0 && run.count() > 0;
    }

    long size(int sample) {
        return run.size(sample, header.size());
    }

    long duration(int sample) {
        return run.duration(sample, header.duration());
    }

    int compositionOffset(int sample) {
        return run.compositionOffset(sample);
    }

    boolean isSync(int sample) {
        return run.isSync(sample, header.sampleFlags());
    }
}
