package org.rundelta.codec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Picture;

/** Decodes every frame of a stream twice, and finds the decoder at fault if the reference decoder disagrees. */
final class Judge {
    private final Decoder decoder;
    private final ReferenceDecoder reference;
    private int frames;

    Judge(CodecConfig config) throws CodecException, MalformedException {
        this.decoder = new Decoder(config);
        this.reference = new ReferenceDecoder(config.toBytes());
    }

    /** Decodes the next frame, which may be malformed as long as both say so. Whether it was a picture. */
    boolean agree(byte[] frame, String stream) {
        Optional<Grid> expected = expected(frame);
        Optional<Picture> actual = actual(frame);
        assertThat(actual.isPresent())
                .as("frame %d of %s is a picture", frames, stream)
                .isEqualTo(expected.isPresent());
        expected.ifPresent(grid -> assertThat(difference(actual.orElseThrow(), grid))
                .as("frame %d of %s", frames, stream)
                .isEmpty());
        frames++;
        return expected.isPresent();
    }

    private Optional<Grid> expected(byte[] frame) {
        try {
            return Optional.of(reference.decode(frame));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private Optional<Picture> actual(byte[] frame) {
        try {
            return Optional.of(decoder.decode(frame));
        } catch (CodecException e) {
            return Optional.empty();
        }
    }

    /** The first pixel in raster order that differs; empty if none does. */
    private static String difference(Picture actual, Grid expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        for (int y = 0; y < expected.height(); y++) {
            for (int x = 0; x < expected.width(); x++) {
                int colour = actual.pixels()[y * actual.stride() + x];
                if (colour != expected.at(x, y)) {
                    return "at %d, %d: %06X instead of %06X".formatted(x, y, colour, expected.at(x, y));
                }
            }
        }
        return "";
    }
}
