package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecConfigTest {
    @Test
    void bytesAsSpecified() {
        assertThat(HexFormat.of().formatHex(new CodecConfig(1281, 719).toBytes()))
                .isEqualTo("080000000501000002cf0100");
        assertThat(new CodecConfig(1, 1).codecString()).isEqualTo("rdv1.8.0");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 16384, 16", "16384, 1, 1", "16384, 16384, 3", "640, 480, 2"})
    void readsWhatItWrote(int width, int height, int slices) throws CodecException {
        CodecConfig config = new CodecConfig(width, height, slices);
        assertThat(CodecConfig.parse(config.toBytes())).isEqualTo(config);
    }

    @Test
    void readsThePrimerThatItWrote() throws CodecException {
        byte[] bytes = HexFormat.of().parseHex("08000000000100000001010000000003aabbcc00000001dd");
        CodecConfig config = CodecConfig.parse(bytes);
        assertThat(config.primer())
                .extracting(CodedFrame::data)
                .containsExactly(new byte[] {(byte) 0xAA, (byte) 0xBB, (byte) 0xCC}, new byte[] {(byte) 0xDD});
        assertThat(config.primerBytes()).isEqualTo(12);
        assertThat(config.toBytes()).isEqualTo(bytes);
    }

    @Test
    void tooLongAPrimerIsRefused() {
        List<CodedFrame> primer = Collections.nCopies(5, new CodedFrame(new byte[1], true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodecConfig(1, 1, 1, ChromaFormat.NONE, primer))
                .withMessage("a primer of 5 frames: at most 4");
    }

    @ParameterizedTest
    @CsvSource({
        "'', of 0 bytes is malformed",
        "0800000000010000000101, of 11 bytes is malformed",
        "080000000000000000010100, picture size 0x1",
        "080000000001000000000100, picture size 1x0",
        "080000004001000000010100, picture size 16385x1",
        "080000000001ffffffff0100, picture size 1x-1",
        "070000000001000000010100, unsupported bitstream version 7",
        "090000000001000000010100, unsupported bitstream version 9",
        "080100000001000000010100, profile 1",
        "080000000001000000010000, 0 slices of 1 rows",
        "080000000001000000010103, chroma format 3",
        "080000000001000000100200, 2 slices of 16 rows",
        "080000000001000040001100, 17 slices of 16384 rows",
        "08000000000100000001010000, 'frame 0 of its primer, at byte 12 of 13'",
        "08000000000100000001010000000000, 'frame 0 of its primer, at byte 12 of 16'",
        "0800000000010000000101000000000201, 'frame 0 of its primer, at byte 12 of 17'",
        "080000000001000000010100ffffffff01, 'frame 0 of its primer, at byte 12 of 17'",
        "080000000001000000010100000000010100000001010000000101000000010100000001, 'frame 4 of its primer, at byte 32 of 36'"
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
    @CsvSource({"100, 0, 7", "100, 8, 7", "1, 2, 1", "16384, 17, 16"})
    void impossibleSlicesAreRefused(int height, int slices, int most) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodecConfig(10, height, slices))
                .withMessage("%d slices: a picture %d pixels high has 1 to %d", slices, height, most);
    }

    @Test
    void slicesAreWholeRowsOfBlocks() {
        CodecConfig config = new CodecConfig(10, 100, 3);
        assertThat(IntStream.rangeClosed(0, 3).map(config::top)).containsExactly(0, 32, 64, 100);
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 9, 100", "10, 10, 10, 99", "16384, 16384, 2147483647, 10"})
    void picturesThatDoNotHoldTheirPixelsAreRefused(int width, int height, int stride, int pixels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Picture(width, height, stride, new int[pixels]))
                .withMessageContaining("do not hold a picture");
    }
}
