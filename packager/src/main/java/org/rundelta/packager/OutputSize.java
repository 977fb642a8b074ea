package org.rundelta.packager;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.rundelta.codec.Picture;

/** The size of a rung's pictures. */
public sealed interface OutputSize {
    /** The size for a source of the given size; all in pixels. */
    PictureSize of(PictureSize source);

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
     * Width and height in pixels, each from 1 to {@link Picture#MAX_SIZE}.
     */
    record PictureSize(int width, int height) {
        public PictureSize {
            if (width < 1 || height < 1 || width > Picture.MAX_SIZE || height > Picture.MAX_SIZE) {
                throw new IllegalArgumentException("size " + width + "x" + height + " is not from 1x1 to "
                        + Picture.MAX_SIZE + "x" + Picture.MAX_SIZE);
            }
        }
    }
}
