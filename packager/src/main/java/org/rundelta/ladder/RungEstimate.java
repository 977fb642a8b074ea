package org.rundelta.ladder;

import java.util.Objects;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.Rung;

/**
 * What a rung costs and is worth, by what was seen of the title.
 *
 * @param rung as a ladder would have it
 * @param size of its pictures
 * @param bitrate average bits per second, above 0
 * @param quality as a viewer sees it at the size and frame rate of the source: the mean of the frames' luma PSNR in dB,
 *     each at most {@link DisplayQuality#EXACT}
 * @param blockQuality the same of those blocks alone that are not exact, so that no exact surface hides what film in a
 *     window looks like
 */
public record RungEstimate(Rung rung, PictureSize size, double bitrate, double quality, double blockQuality) {
    public RungEstimate {
        Objects.requireNonNull(rung, "rung");
        Objects.requireNonNull(size, "size");
        if (!(bitrate > 0)) {
            throw new IllegalArgumentException("bitrate " + bitrate + " is not above 0");
        }
    }
}
