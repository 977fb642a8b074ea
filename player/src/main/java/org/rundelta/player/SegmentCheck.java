package org.rundelta.player;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.rundelta.dash.Segment;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.mp4.Track;

/**
 * Whether what was fetched is what the manifest says: an initialization segment, or movie fragments of its track at the
 * time of the segment. What is merely not supported here (another container, encryption) passes.
 */
final class SegmentCheck {
    /** How far a segment may be from its time, in parts of its duration (ISO/IEC 23009-1, 7.2.1). */
    private static final double TOLERANCE = 0.5;

    /** What audio codecs need before the first sample that is heard, at most. */
    private static final double PRIMING_MS = 250;

    private final LocatedRepresentation representation;

    SegmentCheck(LocatedRepresentation representation) {
        this.representation = representation;
    }

    void initialization(byte[] bytes) throws WrongSegmentException {
        if (representation.isMp4()) {
            try {
                InitSegment.parse(bytes);
            } catch (Mp4Exception e) {
                refuse(e);
            }
        }
    }

    /** @param init the initialization segment, empty if there is none */
    void media(byte[] init, byte[] bytes, int index) throws WrongSegmentException {
        if (!representation.isMp4()) {
            return;
        }
        try (FragmentReader reader = FragmentReader.of(init, bytes)) {
            Track track = reader.init().tracks().get(0);
            SampleInfo first = reader.skip(track.id());
            if (first == null) {
                throw new WrongSegmentException("no samples of track " + track.id());
            }
            checkTime(first.presentationTime() * 1000.0 / track.timescale(), index);
            for (SampleInfo sample = first; sample != null; ) {
                sample = reader.skip(track.id());
            }
        } catch (Mp4Exception e) {
            refuse(e);
        } catch (WrongSegmentException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // arrays are read without I/O
        }
    }

    private static void refuse(Mp4Exception e) throws WrongSegmentException {
        if (e.reason() != Mp4Exception.Reason.UNSUPPORTED) {
            throw new WrongSegmentException(e.getMessage());
        }
    }

    private void checkTime(double ms, int index) throws WrongSegmentException {
        Segment segment = representation.segments().media().get(index).segment();
        double statedMs = segment.time() * 1000.0 / representation.segments().timescale();
        if (Math.abs(ms - statedMs) > TOLERANCE * representation.segments().durationMs(index) + PRIMING_MS) {
            throw new WrongSegmentException("it begins at " + ms / 1000 + " s, not at " + statedMs / 1000);
        }
    }
}
