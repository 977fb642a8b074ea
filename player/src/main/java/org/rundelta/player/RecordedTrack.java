package org.rundelta.player;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.ParameterSets;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.SampleEntry;
import org.rundelta.mp4.Track;

/**
 * A track of a recorded movie. It has the timescale of the first representation in it, and counts from the movie's start;
 * what is decoded before that goes into its edit list.
 */
final class RecordedTrack {
    private static final double MS_PER_SECOND = 1000;
    private static final List<String> ENCRYPTED = List.of("encv", "enca", "enct");

    private final int id;
    private final long timescale;
    private final String language;
    private final List<SampleEntry> entries = new ArrayList<>();
    private int lastEntry = -1;
    private long mediaStart;
    private long lead;
    private long end;

    RecordedTrack(int id, Track like) {
        this.id = id;
        timescale = like.timescale();
        language = like.language();
    }

    int id() {
        return id;
    }

    /** As it is by now. */
    Track track() {
        List<SampleEntry> written = entries.size() == 1
                ? entries
                : entries.stream().map(ParameterSets::inSamples).toList();
        return new Track(id, timescale, language, written, mediaStart);
    }

    /** How long it is shown. */
    long durationMs() {
        return (long) ((end + lead - mediaStart) * MS_PER_SECOND / timescale);
    }

    /**
     * The samples of a segment as they are in this track: none begins before the one before has ended, so that one that
     * overlaps, as audio may at the end of a period, moves on by that.
     *
     * @param source their track in the segment
     * @param originMs the movie's start, since the start of the presentation
     * @throws IOException if they are coded so that they cannot be in this track
     * @throws Mp4Exception if their configuration is malformed
     */
    List<Sample> place(FetchedMedia media, Track source, List<Sample> samples, double originMs)
            throws IOException, Mp4Exception {
        int[] entry = new int[source.entries().size()];
        for (int i = 0; i < entry.length; i++) {
            entry[i] = indexOf(source.entries().get(i), media.representation());
        }
        if (samples.isEmpty()) {
            return samples;
        }
        LocatedSegments segments = media.representation().segments();
        long zero = source.mediaStart()
                + scale(segments.presentationTimeOffset(), segments.timescale(), source.timescale());
        long start = Math.round((media.period().startMs() - originMs) * timescale / MS_PER_SECOND);
        long first = start + scale(samples.get(0).decodeTime() - zero, source.timescale(), timescale);
        if (lastEntry < 0) {
            lead = scale(mostAhead(samples), source.timescale(), timescale);
            mediaStart = Math.max(0, lead - first);
        }
        long shift = start + mediaStart + Math.max(0, end - mediaStart + lead - first);
        List<Sample> placed = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            long until =
                    i + 1 < samples.size() ? samples.get(i + 1).decodeTime() : sample.decodeTime() + sample.duration();
            long decodeTime = shift - lead + scale(sample.decodeTime() - zero, source.timescale(), timescale);
            long shown = shift + scale(sample.presentationTime() - zero, source.timescale(), timescale);
            end = shift - lead + scale(until - zero, source.timescale(), timescale);
            int of = entry[sample.entry()];
            placed.add(new Sample(
                    following(of, sample.data()),
                    decodeTime,
                    end - decodeTime,
                    sample.sync(),
                    (int) (shown - decodeTime),
                    of));
        }
        return placed;
    }

    /** How far samples are shown before they are decoded: not all readers take that, so decoding begins earlier by it. */
    private static long mostAhead(List<Sample> samples) {
        return samples.stream().mapToLong(sample -> -sample.compositionOffset()).reduce(0, Math::max);
    }

    /** The data of a sample, behind the parameter sets if they have changed. */
    private byte[] following(int entry, byte[] data) throws Mp4Exception {
        boolean hasChanged = lastEntry >= 0 && entry != lastEntry;
        lastEntry = entry;
        if (!hasChanged) {
            return data;
        }
        byte[] sets = ParameterSets.before(entries.get(entry));
        byte[] both = Arrays.copyOf(sets, sets.length + data.length);
        System.arraycopy(data, 0, both, sets.length, data.length);
        return both;
    }

    private int indexOf(SampleEntry entry, LocatedRepresentation representation) throws IOException {
        String name = "representation " + representation.representation().id();
        if (ENCRYPTED.contains(entry.type())) {
            throw new IOException(name + " is encrypted and cannot be saved; leave out --save");
        }
        if (!entries.isEmpty() && !entries.get(0).type().equals(entry.type())) {
            throw new IOException(name + " is coded as " + entry.type() + ", what was played before as "
                    + entries.get(0).type() + ", and one track cannot have both; leave out --save");
        }
        if (!entries.contains(entry)) {
            entries.add(entry);
        }
        return entries.indexOf(entry);
    }

    /** Of one timescale in another, rounded; without overflow for all times that fit both. */
    private static long scale(long ticks, long from, long to) {
        return Math.floorDiv(ticks, from) * to + Math.round(Math.floorMod(ticks, from) * (double) to / from);
    }
}
