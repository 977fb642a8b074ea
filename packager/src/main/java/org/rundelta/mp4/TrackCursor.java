package org.rundelta.mp4;

import static org.rundelta.mp4.TrackFragmentHeader.ABSENT;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.rundelta.mp4.Mp4Exception.Reason;

/** Walks the samples of one track from fragment to fragment. */
final class TrackCursor {
    /** The tables of about a million samples. */
    private static final int MAX_FRAGMENT_TABLES = 16 << 20;

    /** As much as the pixels of the largest picture. */
    private static final long MAX_SAMPLE = 1L << 30;

    private final ByteSource source;
    private final int trackId;
    private final int entries;
    private final Map<Integer, TrackExtends> defaults;
    private final Deque<PlacedRun> runs = new ArrayDeque<>();
    private long position;
    private long time;
    private PlacedRun run;
    private int entry;
    private int sample;
    private long dataPosition;

    /**
     * @param defaults by track id
     * @param position of the first box that may hold samples
     */
    TrackCursor(ByteSource source, Track track, Map<Integer, TrackExtends> defaults, long position) {
        this.source = source;
        this.trackId = track.id();
        this.entries = track.entries().size();
        this.defaults = defaults;
        this.position = position;
    }

    /** The next sample, or null behind the last. */
    Sample next() throws IOException, Mp4Exception {
        if (!findSample()) {
            return null;
        }
        long from = dataPosition;
        SampleInfo info = advance();
        return new Sample(
                source.read(from, (int) info.size()),
                info.decodeTime(),
                info.duration(),
                info.sync(),
                info.compositionOffset(),
                info.entry());
    }

    /** Passes over the next sample; null behind the last. */
    SampleInfo skip() throws IOException, Mp4Exception {
        return findSample() ? advance() : null;
    }

    private boolean findSample() throws IOException, Mp4Exception {
        while (run == null || sample == run.count()) {
            if (runs.isEmpty() && !loadFragment()) {
                return false;
            }
            if (!runs.isEmpty()) {
                begin(runs.remove());
            }
        }
        return true;
    }

    private SampleInfo advance() throws Mp4Exception {
        long size = run.size(sample);
        if (size > MAX_SAMPLE) {
            throw new Mp4Exception(
                    Reason.OVER_LIMIT,
                    "sample of " + size + " bytes, at most " + MAX_SAMPLE + " are read",
                    source.place(dataPosition));
        }
        SampleInfo info = new SampleInfo(
                size, time, run.duration(sample), run.isSync(sample), run.compositionOffset(sample), entry);
        dataPosition += size;
        time += info.duration();
        sample++;
        return info;
    }

    private void begin(PlacedRun next) throws Mp4Exception {
        if (next.decodeTime() != ABSENT) {
            if (next.decodeTime() < time) {
                throw malformed(
                        "decode time of track " + trackId + " goes back from " + time + " to " + next.decodeTime(),
                        next.start());
            }
            time = next.decodeTime();
        }
        run = next;
        entry = entry(next);
        sample = 0;
        dataPosition = next.start();
    }

    /** Where there is no choice, some writers have numbers that mean nothing. */
    private int entry(PlacedRun next) throws Mp4Exception {
        if (entries == 1) {
            return 0;
        }
        if (next.entry() < 0 || next.entry() >= entries) {
            throw malformed(
                    "samples of sample entry " + next.entry() + " of " + entries + " of track " + trackId,
                    next.start());
        }
        return (int) next.entry();
    }

    /** Takes up the runs of the next movie fragment, if there is one; it may have none for this track. */
    private boolean loadFragment() throws IOException, Mp4Exception {
        while (position < source.size()) {
            BoxHeader header = BoxHeader.read(source, position);
            position = header.end();
            if (header.type().equals("moof")) {
                MovieFragment fragment = MovieFragment.parse(header.load(source, MAX_FRAGMENT_TABLES));
                takeRuns(header, PlacedRun.of(fragment, header.position(), defaults));
                return true;
            }
        }
        return false;
    }

    private void takeRuns(BoxHeader moof, List<PlacedRun> placed) throws IOException, Mp4Exception {
        if (placed.isEmpty()) {
            return;
        }
        checkPlaces(placed, moof, findData(moof));
        for (PlacedRun candidate : placed) {
            if (candidate.trackId() == trackId && candidate.count() > 0) {
                runs.add(candidate);
            }
        }
    }

    /** Checks that every run lies in the data, and that together they have no more bytes than those. */
    private void checkPlaces(List<PlacedRun> placed, BoxHeader moof, BoxHeader data) throws Mp4Exception {
        long left = data.payloadSize();
        for (PlacedRun candidate : placed) {
            long start = candidate.start();
            long bytes = candidate.byteCount();
            if (start < data.payloadStart() || start > data.end() || bytes > data.end() - start) {
                throw malformed("samples outside the mdat of their fragment", moof.position());
            }
            if (bytes > left) {
                throw malformed("samples overlap: together they are larger than their mdat", moof.position());
            }
            if (candidate.isBoundless()) {
                throw malformed(candidate.count() + " samples without a size", moof.position());
            }
            left -= bytes;
        }
    }

    /** The {@code mdat} behind a {@code moof}, and before the next. */
    private BoxHeader findData(BoxHeader moof) throws IOException, Mp4Exception {
        while (position < source.size()) {
            BoxHeader header = BoxHeader.read(source, position);
            if (header.type().equals("moof")) {
                break;
            }
            position = header.end();
            if (header.type().equals("mdat")) {
                return header;
            }
        }
        throw malformed("movie fragment without an mdat", moof.position());
    }

    private Mp4Exception malformed(String problem, long at) {
        return fail(Reason.MALFORMED, problem, at);
    }

    private Mp4Exception fail(Reason reason, String problem, long at) {
        return new Mp4Exception(reason, problem, "moof, " + source.place(at));
    }
}
