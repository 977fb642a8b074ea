package org.rundelta.codec;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Primer;

/**
 * A configuration with its primer at hand as encoders use it: made once, for any number of encoders on any number of
 * threads.
 */
public final class PrimedConfig {
    private final CodecConfig config;
    /** Null for none. */
    private final Primer primer;

    private PrimedConfig(CodecConfig config, Primer primer) {
        this.config = config;
        this.primer = primer;
    }

    /**
     * Decodes the primer of a configuration, if it has one.
     *
     * @throws IllegalArgumentException if the primer is malformed
     */
    public static PrimedConfig of(CodecConfig config) {
        try {
            return new PrimedConfig(config, config.primer().isEmpty() ? null : Decoder.primer(config));
        } catch (CodecException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Makes a primer of pictures, for streams in which each keyframe resembles one of them: it then needs say only what
     * differs.
     *
     * @param pictures of one size, 1 to {@link CodecConfig#MAX_PRIMER}
     */
    public static PrimedConfig prime(List<Picture> pictures, EncoderOptions options) {
        int width = pictures.get(0).width();
        int height = pictures.get(0).height();
        Encoder encoder = new Encoder(new CodecConfig(width, height), options);
        List<CodedFrame> frames = new ArrayList<>();
        List<Plane> decoded = new ArrayList<>();
        for (Picture picture : pictures) {
            frames.add(encoder.encode(picture, false));
            decoded.add(encoder.decoded());
        }
        return new PrimedConfig(new CodecConfig(width, height, frames), encoder.toPrimer(decoded));
    }

    /** The configuration alone. */
    public CodecConfig config() {
        return config;
    }

    /** What keyframes start from; null for nothing. */
    Primer primer() {
        return primer;
    }
}
