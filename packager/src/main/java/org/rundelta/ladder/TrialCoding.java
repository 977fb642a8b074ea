package org.rundelta.ladder;

import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Effort;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.Rung;
import org.rundelta.packager.VideoInfo;

/** How a rung is coded on trial: as it will be, with less effort. */
record TrialCoding(PrimedConfig primed, EncoderOptions options) {
    /** @param primer pictures of the rung's size that all keyframes start from; none if that does not pay */
    static TrialCoding of(Rung rung, PictureSize size, VideoInfo video, List<Picture> primer) {
        EncoderOptions options = rung.fidelity().options(Effort.FAST);
        CodecConfig plain = new CodecConfig(size.width(), size.height(), 1, video.chroma(options));
        return new TrialCoding(
                primer.isEmpty() ? PrimedConfig.of(plain) : PrimedConfig.prime(plain, primer, options), options);
    }

    int primerBytes() {
        return primed.config().primerBytes();
    }
}
