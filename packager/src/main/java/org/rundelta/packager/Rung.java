package org.rundelta.packager;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One line of a ladder; encoded, it becomes a representation.
 *
 * @param id its folder and the id of its representation: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, not beginning with a dot
 * @param fidelity how near to the source it must come
 * @param size of its pictures
 * @param fps the most frames per second that are kept, or null for all
 * @param codec that its pictures are coded with
 * @param trickPlay whether it is not for playing but for trick play: every frame becomes a keyframe
 */
public record Rung(String id, Fidelity fidelity, OutputSize size, FrameRate fps, VideoCodec codec, boolean trickPlay)
        implements Serializable {
    /** Our own codec. */
    public static final VideoCodec DEFAULT_CODEC = VideoCodec.RDV1;

    static final String ID_FORM = "a folder name of 1 to 64 of A-Z a-z 0-9 . _ -, not beginning with a dot";

    /** Large enough to see what there is, small enough for many a second. */
    private static final OutputSize TRICK_SIZE = new OutputSize.Within(480, 270);

    private static final FrameRate TRICK_RATE = new FrameRate(1, 1);
    private static final Fidelity TRICK_QUALITY = new Fidelity.Quality(50);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException if the id is not as said */
    public Rung {
        Objects.requireNonNull(fidelity, "fidelity");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(codec, "codec");
        if (!isId(id)) {
            throw new IllegalArgumentException("id cannot be \"" + id + "\"; it is " + ID_FORM);
        }
    }

    /** One for playing. */
    public Rung(String id, Fidelity fidelity, OutputSize size, FrameRate fps, VideoCodec codec) {
        this(id, fidelity, size, fps, codec, false);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Every pixel and frame of the source, in our own codec. */
    public static Rung lossless(String id) {
        return new Rung(id, new Fidelity.Lossless(), new OutputSize.Source(), null, DEFAULT_CODEC);
    }

    /** A keyframe a second, small, of a quality that suits film. */
    static Rung trickPlay(String id, VideoCodec codec) {
        return new Rung(id, TRICK_QUALITY, TRICK_SIZE, TRICK_RATE, codec, true);
    }

    /** The same with another id. */
    public Rung named(String other) {
        return new Rung(other, fidelity, size, fps, codec, trickPlay);
    }

    /** Whether another rung would become the same but for its id, whatever the source. */
    boolean repeats(Rung other) {
        return size.isLike(other.size)
                && Objects.equals(fps, other.fps)
                && codec.equals(other.codec)
                && trickPlay == other.trickPlay
                && fidelity.isLike(other.fidelity);
    }

    /**
     * Whether it keeps a frame, for which the last one kept is too long ago.
     *
     * @param time of the frame, in ticks
     * @param last time of the last frame kept, in ticks
     */
    boolean keeps(long time, long last, long timescale) {
        return fps == null || fps.slot(time, timescale) != fps.slot(last, timescale);
    }

    /** Frames per second of what it makes of a source: the average of that, or less; null if nothing credible is known. */
    FrameRate frameRate(VideoInfo source) {
        FrameRate rate = source.frameRate();
        return rate == null || fps != null && fps.isBelow(rate) ? fps : rate;
    }

    /** Frames per second that a decoder must be ready for: for trick play as many as the source has, played faster. */
    FrameRate decodedRate(VideoInfo source) {
        return trickPlay ? source.frameRate() : frameRate(source);
    }

    /**
     * Checks that its codec can do what it asks for.
     *
     * @throws LadderException if it cannot
     */
    public void requireSupported() throws LadderException {
        boolean isExact = !(fidelity instanceof Fidelity.Bitrate)
                && !(fidelity instanceof Fidelity.Quality quality && quality.value() < Fidelity.Quality.BEST);
        if (codec.isStandard() && isExact) {
            throw new LadderException("rung " + id + ": " + fidelity.key() + " is for codec " + VideoCodec.RDV1
                    + "; give " + codec + " a quality below " + Fidelity.Quality.BEST + " or a bitrate");
        }
    }
}
