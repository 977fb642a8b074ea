package org.rundelta.codec;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.frame.Primer;
import org.rundelta.codec.frame.StoredPicture;

/**
 * A configuration with its primer at hand as encoders use it: made once, for any number of encoders on any number of
 * threads.
 */
public final class PrimedConfig {
    private final CodecConfig config;
    /** What the keyframes of each slice start from; empty for nothing. */
    private final List<Primer> primers;

    private PrimedConfig(CodecConfig config, List<Primer> primers) {
        this.config = config;
        this.primers = primers;
    }

    /**
     * Decodes the primer of a configuration, if it has one.
     *
     * @throws IllegalArgumentException if the primer is malformed
     */
    public static PrimedConfig of(CodecConfig config) {
        try {
            return new PrimedConfig(
                    config, config.primer().isEmpty() ? List.of() : Decoder.primers(config, SliceRunner.IN_TURN));
        } catch (CodecException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Adds a primer of pictures to a configuration, for streams in which each keyframe resembles one of them: it then
     * needs say only what differs.
     *
     * @param config without a primer
     * @param pictures of its size, 1 to {@link CodecConfig#MAX_PRIMER}
     */
    public static PrimedConfig prime(CodecConfig config, List<Picture> pictures, EncoderOptions options) {
        Encoder encoder = new Encoder(config, options);
        List<CodedFrame> frames = new ArrayList<>();
        StoredPicture.Store store = new StoredPicture.Store(pictures.size());
        for (Picture picture : pictures) {
            frames.add(encoder.encode(picture, false));
            store.add(encoder.decoded());
        }
        return new PrimedConfig(config.withPrimer(frames), encoder.toPrimers(store.pictures()));
    }

    /** The configuration alone. */
    public CodecConfig config() {
        return config;
    }

    /** What the keyframes of each slice start from; empty for nothing. */
    List<Primer> primers() {
        return primers;
    }
}
