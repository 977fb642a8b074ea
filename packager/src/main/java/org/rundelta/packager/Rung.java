package org.rundelta.packager;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One line of a ladder; encoded, it becomes a representation.
 *
 * @param id its folder and the id of its representation: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, not beginning with a dot
 * @param fidelity how near to the source it must come
 * @param size of its pictures
 * @param fps the most frames per second that are kept, or null for all
 * @param codec name of the codec, as in {@code rdv1}
 */
public record Rung(String id, Fidelity fidelity, OutputSize size, FrameRate fps, String codec) {
    /** Our own codec. */
    public static final String DEFAULT_CODEC = "rdv1";

    static final String ID_FORM = "a folder name of 1 to 64 of A-Z a-z 0-9 . _ -, not beginning with a dot";

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

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Every pixel and frame of the source, in our own codec. */
    public static Rung lossless(String id) {
        return new Rung(id, new Fidelity.Lossless(), new OutputSize.Source(), null, DEFAULT_CODEC);
    }

    /** Whether another rung would become the same but for its id, whatever the source. */
    boolean repeats(Rung other) {
        return size.isLike(other.size)
                && Objects.equals(fps, other.fps)
                && codec.equals(other.codec)
                && fidelity.isLike(other.fidelity);
    }

    /**
     * Checks that this version can encode the rung.
     *
     * @throws LadderException if it asks for a quality, a bitrate or a codec that cannot be had yet
     */
    public void requireSupported() throws LadderException {
        if (!codec.equals(DEFAULT_CODEC)) {
            throw new LadderException(
                    "rung " + id + ": codec " + codec + " is not supported by this version; use " + DEFAULT_CODEC);
        }
    }
}
