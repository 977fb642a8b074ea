package org.rundelta.packager;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rundelta.codec.Picture;

/** The size of a rung's pictures. */
public sealed interface OutputSize extends Serializable {
    /** The size for a source of the given size; all in pixels. */
    PictureSize of(PictureSize source);

    /** Whether another is the same for every source, however it is written. */
    default boolean isLike(OutputSize other) {
        return equals(other) || factor() != null && other.factor() != null && factor().compareTo(other.factor()) == 0;
    }

    /** The fraction of the source that it is, or null if it is none. */
    private BigDecimal factor() {
        return this instanceof Scaled scaled ? scaled.factor : this instanceof Source ? BigDecimal.ONE : null;
    }

    /** That of the source. */
    record Source() implements OutputSize {
        @Override
        public PictureSize of(PictureSize source) {
            return source;
        }
    }

    /**
     * Exactly this, whatever the source's shape.
     *
     * @param size in pixels
     */
    record Exactly(PictureSize size) implements OutputSize {
        @Override
        public PictureSize of(PictureSize source) {
            return size;
        }
    }

    /**
     * A fraction of the source in both directions, rounded to whole pixels, at least one.
     *
     * @param factor from 0.0001 to 1
     */
    record Scaled(BigDecimal factor) implements OutputSize {
        static final BigDecimal MIN = new BigDecimal("0.0001");

        public Scaled {
            if (factor.compareTo(MIN) < 0 || factor.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException(
                        "scale " + factor + " is not from " + MIN + " to 1; size WxH can also enlarge");
            }
        }

        @Override
        public PictureSize of(PictureSize source) {
            return new PictureSize(scaled(source.width()), scaled(source.height()));
        }

        private int scaled(int length) {
            BigDecimal exact = factor.multiply(BigDecimal.valueOf(length));
            return Math.max(1, exact.setScale(0, RoundingMode.HALF_UP).intValueExact());
        }
    }

    /**
     * As large as it can be in a box, with the shape of the source, an even number of pixels in both directions, and not
     * larger than the source.
     *
     * @param width of the box in pixels
     * @param height of the box in pixels
     */
    record Within(int width, int height) implements OutputSize {
        @Override
        public PictureSize of(PictureSize source) {
            double scale = Math.min(1, Math.min((double) width / source.width(), (double) height / source.height()));
            return new PictureSize(even(scale * source.width()), even(scale * source.height()));
        }

        private static int even(double length) {
            return 2 * Math.max(1, (int) Math.round(length / 2));
        }
    }

    /**
     * Width and height in pixels, each from 1 to {@link Picture#MAX_SIZE}.
     */
    record PictureSize(int width, int height) implements Serializable {
        private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

        public PictureSize {
            if (width < 1 || height < 1 || width > Picture.MAX_SIZE || height > Picture.MAX_SIZE) {
                throw new IllegalArgumentException("size " + width + "x" + height + " is not from 1x1 to "
                        + Picture.MAX_SIZE + "x" + Picture.MAX_SIZE);
            }
        }

        /**
         * Reads {@code WxH}, as in {@code 1280x720}.
         *
         * @throws IllegalArgumentException if the text is no such size
         */
        public static PictureSize parse(String text) {
            Matcher size = FORM.matcher(text);
            if (!size.matches()) {
                throw new IllegalArgumentException("\"" + text + "\" is no size: WxH in pixels, such as 1280x720");
            }
            return new PictureSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        }
    }
}
