package org.rundelta.mp4;

import static org.rundelta.mp4.TrackFragmentHeader.ABSENT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code traf} (ISO/IEC 14496-12, 8.8.6): what a movie fragment holds of one track.
 *
 * <pre>
 *   traf
 *     tfhd
 *     tfdt: u8 version, u24 flags, u32|u64 baseMediaDecodeTime     8.8.12
 *     trun, ...
 * </pre>
 *
 * @param decodeTime ticks, of the first sample; {@code ABSENT} if it is the end of the fragment before
 */
record TrackFragment(TrackFragmentHeader header, long decodeTime, List<TrackRun> runs) {
    /** Later times are not believed; so sums with durations cannot overflow. */
    private static final long MAX_TIME = Long.MAX_VALUE / 2;

    /**
     * Describes samples as compactly as the boxes allow: what is the same for all of them is said once.
     *
     * @param samples contiguous in time
     */
    static TrackFragment of(int trackId, List<Sample> samples) {
        checkContiguous(trackId, samples);
        long duration = uniform(samples, Sample::duration);
        long size = uniform(samples, sample -> sample.data().length);
        long flags = uniform(samples, SampleFlags::of);
        long firstFlags = ABSENT;
        if (flags == ABSENT) {
            flags = uniform(samples.subList(1, samples.size()), SampleFlags::of);
            firstFlags = flags == ABSENT ? ABSENT : SampleFlags.of(samples.get(0));
        }
        // Readers may refuse a default size of 0: it would let a small box claim any number of samples.
        long defaultSize = size == 0 ? ABSENT : size;
        TrackRun run = new TrackRun(
                samples.size(),
                true,
                0,
                firstFlags,
                duration == ABSENT ? column(samples, Sample::duration) : null,
                defaultSize == ABSENT ? column(samples, sample -> sample.data().length) : null,
                flags == ABSENT ? column(samples, SampleFlags::of) : null,
                uniform(samples, Sample::compositionOffset) == 0 ? null : column(samples, Sample::compositionOffset));
        TrackFragmentHeader header = new TrackFragmentHeader(
                trackId, ABSENT, true, description(trackId, samples), duration, defaultSize, flags);
        return new TrackFragment(header, samples.get(0).decodeTime(), List.of(run));
    }

    private static void checkContiguous(int trackId, List<Sample> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples of track " + trackId);
        }
        long time = samples.get(0).decodeTime();
        for (Sample sample : samples) {
            if (sample.decodeTime() != time) {
                throw new IllegalArgumentException("samples of track " + trackId + " are not contiguous: one ends at "
                        + time + ", the next begins at " + sample.decodeTime());
            }
            time += sample.duration();
        }
    }

    /** What {@code trex} has as default is left out. */
    private static long description(int trackId, List<Sample> samples) {
        long entry = uniform(samples, Sample::entry);
        if (entry == ABSENT) {
            throw new IllegalArgumentException(
                    "samples of track " + trackId + " in one fragment are of several sample entries");
        }
        return entry == 0 ? ABSENT : entry + TrackExtends.FIRST_DESCRIPTION;
    }

    /** The value that all samples have, or ABSENT if they differ. */
    private static long uniform(List<Sample> samples, ToLongFunction<Sample> property) {
        long first = property.applyAsLong(samples.get(0));
        return samples.stream().allMatch(sample -> property.applyAsLong(sample) == first) ? first : ABSENT;
    }

    private static int[] column(List<Sample> samples, ToLongFunction<Sample> property) {
        return samples.stream()
                .mapToInt(sample -> (int) property.applyAsLong(sample))
                .toArray();
    }

    static TrackFragment parse(BoxReader in) throws Mp4Exception {
        TrackFragmentHeader header = TrackFragmentHeader.parse(in.require("tfhd"));
        BoxReader time = in.find("tfdt");
        long decodeTime = time == null ? ABSENT : parseDecodeTime(time);
        List<TrackRun> runs = new ArrayList<>();
        for (BoxReader child = in.nextChild(); child != null; child = in.nextChild()) {
            if (child.type().equals("trun")) {
                runs.add(TrackRun.parse(child));
            }
        }
        return new TrackFragment(header, decodeTime, runs);
    }

    static long parseDecodeTime(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(1);
        long time = in.time(full, "baseMediaDecodeTime");
        if (time > MAX_TIME) {
            throw in.malformed("baseMediaDecodeTime is " + time);
        }
        return time;
    }

    void write(BoxWriter out) {
        out.box("traf", () -> {
            header.write(out);
            out.fullBox("tfdt", 1, 0, () -> out.u64(decodeTime));
            runs.forEach(run -> run.write(out));
        });
    }

    TrackFragment withDataOffset(int offset) {
        return new TrackFragment(header, decodeTime, List.of(runs.get(0).withDataOffset(offset)));
    }
}
