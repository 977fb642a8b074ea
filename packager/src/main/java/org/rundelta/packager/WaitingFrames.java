package org.rundelta.packager;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Picture;

/** The frames of a rung that are not written yet: those that wait to be coded, after those that wait for their duration. */
final class WaitingFrames {
    /** One of them. */
    static final class Waiting {
        private final long time;
        private long duration;
        private Picture picture;
        private CodedFrame coded;

        private Waiting(long time, long duration, Picture picture) {
            this.time = time;
            this.duration = duration;
            this.picture = picture;
        }

        long time() {
            return time;
        }

        long duration() {
            return duration;
        }

        /** Null once it is coded. */
        Picture picture() {
            return picture;
        }

        CodedFrame coded() {
            return coded;
        }
    }

    private final Deque<Waiting> uncoded = new ArrayDeque<>();
    private final Deque<Waiting> coded = new ArrayDeque<>();
    private final Deque<Picture> spare = new ArrayDeque<>();
    private Waiting last;

    /** Adds a frame whose picture is not copied, so that it must be coded before the next is added. */
    void add(Frame frame, Picture picture) {
        last = new Waiting(frame.time(), frame.duration(), picture);
        uncoded.add(last);
    }

    /** Adds a frame; its picture is copied. */
    void addCopy(Frame frame, Picture picture) {
        Picture copy = spare.isEmpty() ? new Picture(picture.width(), picture.height()) : spare.pop();
        picture.copyTo(copy);
        add(frame, copy);
    }

    /** The frame added last, or null. */
    Waiting last() {
        return last;
    }

    /** Makes the last frame longer, by one that is left out. */
    void lengthen(long duration) {
        last.duration += duration;
    }

    /** How many are not coded. */
    int uncoded() {
        return uncoded.size();
    }

    /** The first that is not coded. */
    Waiting firstUncoded() {
        return uncoded.element();
    }

    /** That one is coded now. */
    void setCoded(CodedFrame frame, boolean isCopy) {
        Waiting waiting = uncoded.remove();
        waiting.coded = frame;
        if (isCopy) {
            spare.push(waiting.picture);
        }
        waiting.picture = null;
        coded.add(waiting);
    }

    /**
     * Takes the first frame, if it is coded and its duration known.
     *
     * @param isEnd whether no frame follows, so that the last one's duration is known too
     * @return null if there is none
     */
    Waiting take(boolean isEnd) {
        if (coded.isEmpty() || (coded.element() == last && !isEnd)) {
            return null;
        }
        Waiting taken = coded.remove();
        last = taken == last ? null : last;
        return taken;
    }
}
