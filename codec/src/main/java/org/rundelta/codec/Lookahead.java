package org.rundelta.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.search.HalfPicture;
import org.rundelta.codec.search.MotionField;
import org.rundelta.codec.search.Worth;

/**
 * Looks at pictures before they are coded, to give each photographic block its quantiser: the longer and the better later
 * pictures can be predicted from a block, the finer. The caller adds each picture when it has it, and takes the offsets of
 * the first one not yet taken when that is to be coded; all that were added since are what is known of the future. {@value
 * #DEPTH} pictures are enough. Pictures are not kept. Equal pictures give equal offsets on every machine. Not safe for use
 * by several threads at once.
 */
public final class Lookahead {
    /** How many pictures ahead are worth looking at. */
    public static final int DEPTH = 40;

    /** So many pictures are looked at as one, the first of them: that finds nearly as much as each would. */
    private static final int GROUP = 2;

    private final int width;
    private final int height;
    private final Worth worth;
    private final Deque<MotionField> fields = new ArrayDeque<>();
    private final Deque<MotionField> unused = new ArrayDeque<>();
    private HalfPicture current;
    private HalfPicture previous;
    private MotionField last;
    /** Those last found. */
    private QuantiserOffsets offsets;
    /** For how many more pictures they are. */
    private int left;

    /** For pictures of this configuration. */
    public Lookahead(CodecConfig config) {
        width = config.width();
        height = config.height();
        current = new HalfPicture(width, height);
        previous = new HalfPicture(width, height);
        worth = new Worth(ChangeMap.blocks(width), ChangeMap.blocks(height));
    }

    /**
     * Adds the next picture.
     *
     * @param keyframe whether it will be coded without the one before
     * @return roughly what it will cost; empty if it is much like the one looked at after it
     */
    public Optional<PictureCost> add(Picture picture, boolean keyframe) {
        if (picture.width() != width || picture.height() != height) {
            throw new IllegalArgumentException(
                    "picture of " + picture.width() + "x" + picture.height() + " among " + width + "x" + height);
        }
        if (!keyframe && last != null && last.pictures() < GROUP) {
            last.extend();
            left += fields.isEmpty() ? 1 : 0;
            return Optional.empty();
        }
        HalfPicture swapped = previous;
        previous = current;
        current = swapped;
        current.load(picture);
        MotionField field =
                unused.isEmpty() ? new MotionField(ChangeMap.blocks(width), ChangeMap.blocks(height)) : unused.pop();
        field.find(current, keyframe || last == null ? null : previous, last);
        last = field;
        fields.add(field);
        return Optional.of(field.cost());
    }

    /**
     * The offsets of the first picture that was added and not taken.
     *
     * @throws java.util.NoSuchElementException if all are taken
     */
    public QuantiserOffsets take() {
        if (left > 0) {
            left--;
            return offsets;
        }
        byte[] values = worth.offsets(fields);
        MotionField taken = fields.remove();
        if (taken != last) {
            unused.push(taken);
        }
        left = taken.pictures() - 1;
        offsets = new QuantiserOffsets(ChangeMap.blocks(width), ChangeMap.blocks(height), values);
        return offsets;
    }
}
