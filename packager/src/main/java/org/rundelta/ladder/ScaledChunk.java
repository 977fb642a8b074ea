package org.rundelta.ladder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.Picture;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PictureScaler;

/**
 * Pictures in another size.
 *
 * @param pictures as many as were given; the same if the size is theirs
 */
record ScaledChunk(List<Picture> pictures) {
    static ScaledChunk of(List<Picture> pictures, MediaInput input, PictureSize size) throws IOException {
        if (pictures.isEmpty()) {
            return new ScaledChunk(pictures);
        }
        Picture first = pictures.get(0);
        PictureSize from = new PictureSize(first.width(), first.height());
        if (size.equals(from)) {
            return new ScaledChunk(pictures);
        }
        try (PictureScaler scaler = input.openScaler(from, size)) {
            List<Picture> scaled = new ArrayList<>();
            for (Picture picture : pictures) {
                scaled.add(scaler.scale(picture).copy());
            }
            return new ScaledChunk(scaled);
        }
    }
}
