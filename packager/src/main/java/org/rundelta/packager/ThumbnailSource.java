package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.rundelta.codec.Picture;
import org.rundelta.packager.OutputSize.PictureSize;

/** Finds the pictures that stand for stretches of an input, and decodes no more for it than it must. Used by one thread. */
final class ThumbnailSource implements Closeable {
    private final String name;
    private final SourceIndex index;
    private final FrameSource source;
    /** Null if the pictures have the right size already. */
    private final PictureScaler scaler;

    /** What was found last, and until when it is shown. */
    private Picture found;

    private long foundTime;
    private long foundEnd;

    ThumbnailSource(MediaInput input, SourceIndex index, PictureSize size) throws IOException {
        name = input.name();
        this.index = index;
        source = input.openVideo(Optional.of(index));
        PictureSize from =
                new PictureSize(source.video().width(), source.video().height());
        try {
            scaler = from.equals(size) ? null : input.openScaler(from, size);
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    /** Ticks per second. */
    long timescale() {
        return source.video().timescale();
    }

    /**
     * A picture shown between two times, in ticks: a keyframe if one begins there, which needs no other frame, else the
     * first frame that does, else the one that is shown all the time; the next call overwrites it.
     */
    Picture find(long start, long end) throws IOException {
        if (found != null && foundTime <= start && end <= foundEnd) {
            return found;
        }
        source.skipTo(firstKeyframe(start, end).orElse(start));
        Frame frame = source.next();
        if (frame == null || frame.time() >= end) {
            frame = shownAt(start);
        }
        found = scaler == null ? frame.picture() : scaler.scale(frame.picture());
        foundTime = frame.time();
        foundEnd = frame.time() + frame.duration();
        return found;
    }

    private OptionalLong firstKeyframe(long start, long end) {
        return Arrays.stream(index.seekPoints(), index.lastUpTo(start), index.seekPoints().length)
                .filter(time -> time >= start)
                .limit(1)
                .filter(time -> time < end)
                .findFirst();
    }

    /** The frame that is shown at this time, or the last one, if it is over by then. */
    private Frame shownAt(long time) throws IOException {
        source.skipTo(index.seekPoints()[index.lastUpTo(time)]);
        Frame last = source.next();
        if (last == null) {
            throw new IOException(name + ": its last frames cannot be decoded; the file is damaged or cut short");
        }
        while (last.time() + last.duration() <= time) {
            Frame next = source.next();
            if (next == null) {
                break; // and the picture is still the last one's
            }
            last = next;
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        if (scaler != null) {
            scaler.close();
        }
        source.close();
    }
}
