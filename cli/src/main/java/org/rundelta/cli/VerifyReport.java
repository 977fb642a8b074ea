package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;
import org.rundelta.packager.FrameMatch;
import org.rundelta.packager.FrameMatch.TimeDifference;
import org.rundelta.quality.Quality;

/**
 * What {@code decode --verify} found, beside what it did.
 *
 * @param identicalFrames frames without any difference
 * @param maxError greatest difference of any channel of any pixel, 0 to 255
 * @param psnr in dB, of all samples of red, green and blue; null when infinite
 * @param ssim mean of the frames
 * @param lumaPsnr as psnr, of luma
 * @param lumaSsim as ssim, of luma
 * @param identicalPixels share of all pixels, from 0 to 1
 * @param timestampsEqual whether every frame has exactly the time of its original
 * @param firstTimeDifference null if they are equal
 */
record VerifyReport(
        @JsonUnwrapped DecodeReport decoded,
        long identicalFrames,
        int maxError,
        Double psnr,
        double ssim,
        Double lumaPsnr,
        double lumaSsim,
        double identicalPixels,
        boolean timestampsEqual,
        TimeDifference firstTimeDifference) {

    static VerifyReport of(DecodeReport decoded, FrameMatch match) {
        Quality quality = match.quality();
        return new VerifyReport(
                decoded,
                quality.identicalFrames(),
                quality.maxError(),
                CompareReport.finite(quality.psnr()),
                quality.ssim(),
                CompareReport.finite(quality.lumaPsnr()),
                quality.lumaSsim(),
                quality.identicalPixels(),
                match.firstTimeDifference() == null,
                match.firstTimeDifference());
    }

    String text(String original) {
        return String.format(
                Locale.ROOT,
                "compared with %s: %d of %d frames identical%s, maximum error %d, PSNR %s, SSIM %.6f; timestamps %s",
                original,
                identicalFrames,
                decoded.frames(),
                psnr == null ? "" : String.format(Locale.ROOT, ", %.2f %% of the pixels", 100 * identicalPixels),
                maxError,
                psnr == null ? "infinite" : String.format(Locale.ROOT, "%.2f dB, of luma %.2f dB", psnr, lumaPsnr),
                ssim,
                timestampsEqual ? "equal" : times());
    }

    private String times() {
        return String.format(
                Locale.ROOT,
                "differ, first at frame %d: %.6f s, original %.6f s",
                firstTimeDifference.frame(),
                firstTimeDifference.seconds(),
                firstTimeDifference.originalSeconds());
    }
}
