package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
    private static final CodecConfig CONFIG = new CodecConfig(60, 40);

    @Test
    void handsOutTheSamePicture() throws CodecException {
        Decoder decoder = new Decoder(CONFIG);
        List<byte[]> frames = frames(Content.WINDOW);
        Picture first = decoder.decode(frames.get(0));
        assertThat(decoder.decode(frames.get(1))).isSameAs(first);
        assertThat(first.stride()).isEqualTo(CONFIG.width());
    }

    @Test
    void decodesFromAnyKeyframeOn() throws CodecException {
        Decoder decoder = new Decoder(CONFIG);
        for (byte[] frame : frames(Content.NOISE)) {
            decoder.decode(frame);
        }
        Picture expected = Content.WINDOW.picture(CONFIG.width(), CONFIG.height(), 0);
        assertThat(Pictures.maxError(
                        expected, decoder.decode(frames(Content.WINDOW).get(0))))
                .isZero();
    }

    @Test
    void wantsAKeyframeFirst() throws CodecException {
        Decoder decoder = new Decoder(CONFIG);
        assertRefusesToRefer(decoder, frames(Content.WINDOW).get(1));
        assertRefusesToRefer(decoder, new byte[] {2});
    }

    @Test
    void wantsAKeyframeAfterAMalformedFrame() throws CodecException {
        Decoder decoder = new Decoder(CONFIG);
        List<byte[]> frames = frames(Content.WINDOW);
        decoder.decode(frames.get(0));
        byte[] damaged = frames.get(1).clone();
        damaged[damaged.length / 2] ^= 0x10;
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> decoder.decode(damaged))
                .withMessageContaining("do not match their check");
        assertRefusesToRefer(decoder, frames.get(2));
        decoder.decode(frames.get(0));
        decoder.decode(frames.get(1));
    }

    private static void assertRefusesToRefer(Decoder decoder, byte[] frame) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> decoder.decode(frame))
                .withMessageContaining("no intact keyframe");
    }

    /** In a JVM of its own with little memory. */
    @ParameterizedTest
    @CsvSource({"16384, over the limit", "2300, over the limit", "1000, decoded"})
    void aSizeThatMemoryCannotHoldIsRefused(int size, String outcome) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecodeInLittleMemory.class.getName(),
                        Integer.toString(size))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip().lines()).singleElement().asString().contains(outcome);
    }

    /** A program that decodes the first frame of a huge picture, or says why it cannot. */
    static final class DecodeInLittleMemory {
        private DecodeInLittleMemory() {}

        public static void main(String[] args) {
            int size = Integer.parseInt(args[0]);
            byte[] record = new CodecConfig(size, size).toBytes();
            try {
                Decoder decoder = new Decoder(CodecConfig.parse(record));
                decoder.decode(VectorGenerator.framed(new byte[0], 1, 0, true));
                System.out.println("decoded");
            } catch (CodecException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static List<byte[]> frames(Content content) {
        Encoder encoder = new Encoder(CONFIG, EncoderOptions.LOSSLESS);
        return content.pictures(CONFIG.width(), CONFIG.height(), 4).stream()
                .map(picture -> encoder.encode(picture, false).data())
                .toList();
    }
}
