package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.codec.CodecException;

class FrameHeaderTest {
    @ParameterizedTest
    @CsvSource({"0, 0, false, 3", "1, 0, true, 3", "0, 1, true, 4", "1, 255, false, 4", "2, 0, false, 1"})
    void readsWhatItWrote(int type, int tolerance, boolean mixed, int size) throws CodecException {
        FrameHeader header = new FrameHeader(type, tolerance, mixed);
        assertThat(header.size()).isEqualTo(size);
        byte[] frame = type == FrameHeader.REPEAT ? header.toBytes() : sealed(header, 20);
        assertThat(FrameHeader.parse(frame)).isEqualTo(header);
    }

    @Test
    void readsTheQuantiserThatItWrote() throws CodecException {
        for (int quantiser = 0; quantiser <= PhotoQuantiser.MAX; quantiser++) {
            FrameHeader header =
                    new FrameHeader(FrameHeader.DELTA, quantiser % 3, quantiser, quantiser % 2 != 0, true, 0);
            assertThat(FrameHeader.parse(sealed(header, 9))).isEqualTo(header);
        }
    }

    @Test
    void readsTheReferenceThatItWrote() throws CodecException {
        for (int reference = 0; reference < 4; reference++) {
            FrameHeader header =
                    new FrameHeader(FrameHeader.PRIMED, 7, FrameHeader.NO_QUANTISER, reference % 2 == 0, reference);
            assertThat(FrameHeader.parse(sealed(header, 9))).isEqualTo(header);
        }
    }

    /** CRC-16 with these parameters is known by its value for the nine digits, which here stand around the check. */
    @Test
    void theCheckIsTheKnownOne() {
        byte[] frame = "1__23456789".getBytes(StandardCharsets.US_ASCII);
        new FrameHeader(FrameHeader.DELTA, 0, false).seal(frame);
        assertThat(HexFormat.of().formatHex(frame, 1, 3)).isEqualTo("29b1");
    }

    @Test
    void everyFlippedBitIsNoticed() throws CodecException {
        for (int tolerance = 0; tolerance <= 3; tolerance += 3) {
            byte[] frame = sealed(new FrameHeader(FrameHeader.DELTA, tolerance, true), 60);
            assertThat(FrameHeader.parse(frame).tolerance()).isEqualTo(tolerance);
            for (int bit = 0; bit < frame.length * 8; bit++) {
                byte[] flipped = frame.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertRefused(flipped, "malformed");
            }
        }
    }

    @Test
    void everyCutIsNoticed() {
        byte[] frame = sealed(new FrameHeader(FrameHeader.KEYFRAME, 9, false), 60);
        for (int size = 0; size < frame.length; size++) {
            assertRefused(Arrays.copyOf(frame, size), "malformed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "03, only 1 bytes",
        "42ffff, first byte 66 of 3",
        "1034ffff, no quantiser",
        "20ffff, first byte 32 of 3",
        "0a, first byte 10 of 1",
        "80ffff, first byte 128 of 3",
        "0200, first byte 2 of 2",
        "0605, first byte 6 of 2",
        "06, first byte 6 of 1",
        "04, no tolerance",
        "0500ffff, no tolerance",
        "0401, only 2 bytes",
        "00, only 1 bytes",
        "010000, do not match their check"
    })
    void refusesOthers(String hex, String message) {
        assertRefused(HexFormat.of().parseHex(hex), message);
    }

    private static void assertRefused(byte[] frame, String message) {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> FrameHeader.parse(frame))
                .withMessageContaining(message);
    }

    private static byte[] sealed(FrameHeader header, int size) {
        byte[] frame = new byte[size];
        new SplittableRandom(5).nextBytes(frame);
        byte[] bytes = header.toBytes();
        System.arraycopy(bytes, 0, frame, 0, bytes.length);
        header.seal(frame);
        return frame;
    }
}
