package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;
import org.rundelta.packager.FrameMatch;
import org.rundelta.packager.FrameMatch.TimeDifference;

/**
 * What {@code decode --verify} found, beside what it did.
 *
 * @param identicalFrames frames without any difference
 * @param maxError greatest difference of any channel of any pixel, 0 to 255
 * @param psnr in dB, of all samples of red, green and blue; null when infinite
 * @param ssim mean of the frames
 * @param timestampsEqual whether every frame has exactly the time of its original
 * @param firstTimeDifference null if they are equal
 */
record VerifyReport(
        @JsonUnwrapped DecodeReport decoded,
        long identicalFrames,
        int maxError,
        Double psnr,
        double ssim,
        boolean timestampsEqual,
        TimeDifference firstTimeDifference) {

    static VerifyReport of(DecodeReport decoded, FrameMatch match) {
        return new VerifyReport(
                decoded,
                match.identicalFrames(),
                match.maxError(),
                Double.isInfinite(match.psnr()) ? null : (Double) match.psnr(),
                match.ssim(),
                match.firstTimeDifference() == null,
                match.firstTimeDifference());
    }

    String text(String original) {
        return String.format(
                Locale.ROOT,
                "compared with %s: %d of %d frames identical, maximum error %d, PSNR %s, SSIM %.6f; timestamps %s",
                original,
                identicalFrames,
                decoded.frames(),
                maxError,
                psnr == null ? "infinite" : String.format(Locale.ROOT, "%.2f dB", psnr),
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
