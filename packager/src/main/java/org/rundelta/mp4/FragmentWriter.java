package org.rundelta.mp4;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes movie fragments, each a {@code moof} and the {@code mdat} with its samples (ISO/IEC 14496-12, 8.8.4 and
 * 8.1.1). The caller writes the initialization segment before them, or to a file of its own, and closes the stream.
 * Used by one thread.
 */
public final class FragmentWriter {
    private static final long MAX_SHORT_BOX = 0xFFFF_FFFFL;

    private final OutputStream out;
    private long sequenceNumber;

    /** A writer whose first fragment has sequence number 1. */
    public FragmentWriter(OutputStream out) {
        this(out, 1);
    }

    /**
     * @param firstSequenceNumber of the first fragment; it rises by one with each, so that a segment written by itself
     *     can continue the count of the one before it
     */
    public FragmentWriter(OutputStream out, long firstSequenceNumber) {
        if (firstSequenceNumber < 0 || firstSequenceNumber > MAX_SHORT_BOX) {
            throw new IllegalArgumentException("sequence number " + firstSequenceNumber + " is not below 2^32");
        }
        this.out = out;
        this.sequenceNumber = firstSequenceNumber;
    }

    /**
     * Writes the {@code styp} that a media segment in a file of its own begins with (ISO/IEC 14496-12, 8.16.2).
     *
     * @return bytes written
     */
    public long writeSegmentType() throws IOException {
        BoxWriter box = new BoxWriter();
        FileType.SEGMENT.write(box, "styp");
        byte[] bytes = box.toBytes();
        out.write(bytes);
        return bytes.length;
    }

    /**
     * Writes a movie fragment of one track.
     *
     * @return bytes written
     * @throws IllegalArgumentException if the samples do not follow one another without a gap in time
     */
    public long write(int trackId, List<Sample> samples) throws IOException {
        return write(List.of(new TrackSamples(trackId, samples)));
    }

    /**
     * Writes a movie fragment of several tracks, the data of one behind those of the other.
     *
     * @return bytes written
     * @throws IllegalArgumentException if the samples of a track do not follow one another without a gap in time, or
     *     those of the second track would begin 2 GiB or more behind the start of the fragment
     */
    public long write(List<TrackSamples> tracks) throws IOException {
        long dataSize = tracks.stream().mapToLong(TrackSamples::byteCount).sum();
        byte[] dataHeader = dataHeader(dataSize);
        byte[] moof = movieFragment(tracks, dataHeader.length);
        sequenceNumber++;
        out.write(moof);
        out.write(dataHeader);
        for (TrackSamples track : tracks) {
            for (Sample sample : track.samples()) {
                out.write(sample.data());
            }
        }
        return moof.length + dataHeader.length + dataSize;
    }

    /** The size of the {@code moof} does not depend on the offsets in it: it is laid out once for its size. */
    private byte[] movieFragment(List<TrackSamples> tracks, int dataHeaderSize) {
        List<TrackFragment> fragments = new ArrayList<>();
        for (TrackSamples track : tracks) {
            fragments.add(TrackFragment.of(track.trackId(), track.samples()));
        }
        long moofSize = new MovieFragment(sequenceNumber, fragments).toBytes().length;
        long offset = moofSize + dataHeaderSize;
        for (int i = 0; i < fragments.size(); i++) {
            if (offset > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("fragment of more than 2 GiB with several tracks: make it shorter");
            }
            fragments.set(i, fragments.get(i).withDataOffset((int) offset));
            offset += tracks.get(i).byteCount();
        }
        return new MovieFragment(sequenceNumber, fragments).toBytes();
    }

    private static byte[] dataHeader(long dataSize) {
        BoxWriter header = new BoxWriter();
        boolean large = dataSize + BoxHeader.SHORT > MAX_SHORT_BOX;
        header.u32(large ? BoxHeader.LARGE_SIZE_FOLLOWS : dataSize + BoxHeader.SHORT);
        header.fourCc("mdat");
        if (large) {
            header.u64(dataSize + BoxHeader.LONG);
        }
        return header.toBytes();
    }
}
