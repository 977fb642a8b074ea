package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecConfigTest {
    @Test
    void bytesAsSpecified() {
        assertThat(HexFormat.of().formatHex(new CodecConfig(1281, 719).toBytes()))
                .isEqualTo("020000000501000002cf");
        assertThat(new CodecConfig(1, 1).codecString()).isEqualTo("rdv1.2.0");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 16384", "16384, 1", "16384, 16384", "640, 480"})
    void readsWhatItWrote(int width, int height) throws CodecException {
        CodecConfig config = new CodecConfig(width, height);
        assertThat(CodecConfig.parse(config.toBytes())).isEqualTo(config);
        assertThat(CodecConfig.parse(Arrays.copyOf(config.toBytes(), 12))).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource({
        "'', of 0 bytes is malformed",
        "020000000001000000, of 9 bytes is malformed",
        "02000000000000000001, picture size 0x1",
        "02000000000100000000, picture size 1x0",
        "02000000400100000001, picture size 16385x1",
        "020000000001ffffffff, picture size 1x-1",
        "00000000000100000001, unsupported bitstream version 0",
        "01000000000100000001, unsupported bitstream version 1",
        "02010000000100000001, profile 1"
    })
    void refusesOthers(String hex, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> CodecConfig.parse(HexFormat.of().parseHex(hex)))
                .withMessageContaining(message);
    }

    @Test
    void anyBytesAreReadOrRefused() {
        Random random = new Random(3);
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = new CodecConfig(1 + random.nextInt(16384), 1 + random.nextInt(16384)).toBytes();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                CodecConfig config = CodecConfig.parse(bytes);
                assertThat(config.toBytes()).isEqualTo(bytes);
            } catch (CodecException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "16385, 1", "1, 16385"})
    void impossibleSizesAreRefused(int width, int height) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodecConfig(width, height))
                .withMessageContaining("from 1x1 to 16384x16384");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Picture(width, height))
                .withMessageContaining("from 1x1 to 16384x16384");
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 9, 100", "10, 10, 10, 99", "16384, 16384, 2147483647, 10"})
    void picturesThatDoNotHoldTheirPixelsAreRefused(int width, int height, int stride, int pixels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Picture(width, height, stride, new int[pixels]))
                .withMessageContaining("do not hold a picture");
    }
}
