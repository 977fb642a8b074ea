package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** A page that shows a title loads decoder and player first: they have to be small. */
class PlayerSizeTest {
    private static final int MOST_BYTES = 50_000;
    private static final int GZIP_HEADER_AND_END = 18;

    @Test
    void decoderAndPlayerCompressed() throws IOException {
        byte[] script;
        try (InputStream in = getClass().getResourceAsStream("rundelta-player.js")) {
            script = in.readAllBytes();
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(script);
        deflater.finish();
        int bytes = deflater.deflate(new byte[script.length]);
        deflater.end();
        assertThat(bytes + GZIP_HEADER_AND_END).isBetween(10_000, MOST_BYTES);
    }
}
