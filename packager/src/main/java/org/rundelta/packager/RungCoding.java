package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rundelta.mp4.Track;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.rate.RateException;

/**
 * One rung on its way: encoded once, or, if it has a bitrate, until it takes that. Used by one thread, which is not the
 * one that encodes: but {@link #openLane}, {@link #includes} and what does not change are for all.
 */
abstract class RungCoding implements CodedRung {
    private final Rung rung;
    private final VideoInfo source;
    private final Path folder;
    private final PictureSize size;
    private final SortedMap<Long, EncodedSegment> segments = new TreeMap<>();
    /** Numbers of those that an interrupted run has encoded. */
    private final Set<Long> kept = new HashSet<>();

    /** @param index of the rung in the ladder */
    RungCoding(EncodePlan plan, int index, VideoInfo video) {
        source = video;
        rung = plan.ladder().rungs().get(index);
        folder = plan.folders().get(index);
        size = rung.size().of(new PictureSize(video.width(), video.height()));
    }

    public final Rung rung() {
        return rung;
    }

    /** Where its segments go. */
    final Path folder() {
        return folder;
    }

    /** Size of its pictures. */
    public final PictureSize size() {
        return size;
    }

    /**
     * Goes on to the first encoding, or to the next.
     *
     * @return whether there is one
     * @throws RateException if the bitrate cannot be reached
     */
    abstract boolean advance() throws RateException;

    /** Whether a segment that is encoded is as it will be. */
    abstract boolean isEncodedOnce();

    /** A segment is there from a run that was interrupted; only if each is encoded once. */
    void keep(long number, EncodedSegment segment) throws IOException {
        kept.add(number);
        add(segment);
    }

    final boolean isKept(long number) {
        return kept.contains(number);
    }

    /** How other machines are to encode it, until the next {@link #advance}. */
    abstract RungOrder order();

    /**
     * How another machine is to encode a segment.
     *
     * @param place of the rung among those that are encoded
     */
    abstract SegmentOrder order(int place, long number);

    /** Another machine has encoded a segment. */
    abstract void take(SegmentResult result) throws IOException;

    /** Whether what is encoded now has taken so much that it is for nothing. */
    boolean isInVain() {
        return false;
    }

    /** Where its segments go, for processes with other current folders. */
    final String absoluteFolder() {
        return folder.toAbsolutePath().toString();
    }

    /** A segment is there, in place of what was there of it before. */
    final void add(EncodedSegment segment) throws IOException {
        EncodedSegment before = segments.put(segment.time(), segment);
        if (before != null && !before.file().equals(segment.file())) {
            Files.deleteIfExists(before.file());
        }
    }

    /** In order of time. */
    final List<EncodedSegment> segments() {
        return List.copyOf(segments.values());
    }

    /** Some of its segments as a rendition of the title. */
    final Rendition rendition(List<EncodedSegment> some) {
        Track track = new Track(RungLane.TRACK_ID, source.timescale(), Track.LANGUAGE_UNKNOWN, entry(), 0);
        return new Rendition(rung.id(), TrackDescription.NONE, track, rung.frameRate(source), some);
    }

    /** Describes what was encoded. */
    abstract VideoSampleEntry entry();

    /** Bytes of the primer in {@link #entry}, or 0. */
    abstract int primerBytes();
}
