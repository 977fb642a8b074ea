package org.rundelta.packager;

import java.io.Closeable;
import org.rundelta.codec.Picture;

/** Scales pictures of one size to another. Used by one thread. */
public interface PictureScaler extends Closeable {
    /**
     * The picture in the other size; the next call overwrites it.
     *
     * @throws IllegalArgumentException if the picture has not the size that the scaler is for
     */
    Picture scale(Picture picture);

    @Override
    void close();
}
