package org.rundelta.ladder;

import java.math.BigDecimal;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.Rung;

/** Estimates made up for tests, of a source of 1280x720 at 30 frames a second. */
final class Estimated {
    private static final PictureSize SOURCE = new PictureSize(1280, 720);

    private Estimated() {}

    /** Of full size. */
    static RungEstimate lossless(double bitrate) {
        return estimate(new OutputSize.Source(), null, new Fidelity.Lossless(), bitrate, DisplayQuality.EXACT);
    }

    /** Of all frames. */
    static RungEstimate quality(String scale, int quality, double bitrate, double decibels) {
        return estimate(size(scale), null, new Fidelity.Quality(quality), bitrate, decibels);
    }

    /** Of a third of the frames, in full size. */
    static RungEstimate slow(int quality, double bitrate, double decibels) {
        return estimate(size("1"), new FrameRate(10, 1), new Fidelity.Quality(quality), bitrate, decibels);
    }

    private static OutputSize size(String scale) {
        return scale.equals("1") ? new OutputSize.Source() : new OutputSize.Scaled(new BigDecimal(scale));
    }

    private static RungEstimate estimate(
            OutputSize size, FrameRate fps, Fidelity fidelity, double bitrate, double decibels) {
        PictureSize pixels = size.of(SOURCE);
        Rung rung = TrialGrid.rung(size, pixels, fps, fidelity);
        return new RungEstimate(rung, pixels, bitrate, decibels, decibels);
    }
}
