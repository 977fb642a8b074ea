package org.rundelta.codec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference decoder makes of the frozen vectors what their digests say. */
class ReferenceDecoderTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("rundelta.root"), "codec", "src", "test", "resources", "conformance");

    static List<String> vectors() throws IOException {
        return Files.readAllLines(VECTORS.resolve("frames.txt")).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void conformanceVectors(String name) throws IOException, MalformedException {
        List<String> expected = Files.readAllLines(VECTORS.resolve("frames.txt")).stream()
                .filter(line -> line.startsWith(name + " "))
                .toList();
        byte[] bytes = Files.readAllBytes(VECTORS.resolve(name + ".rdv"));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        ReferenceDecoder decoder = new ReferenceDecoder(in.readNBytes(in.readInt()));
        List<String> actual = new ArrayList<>();
        while (in.available() > 0) {
            actual.add(name + " " + actual.size() + " " + digest(decoder, in.readNBytes(in.readInt())));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static String digest(ReferenceDecoder decoder, byte[] frame) {
        try {
            Grid picture = decoder.decode(frame);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    int colour = picture.at(x, y);
                    digest.update(new byte[] {(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour});
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (MalformedException e) {
            return "malformed";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Test
    void theCheckIsTheOneOfTheDocument() {
        byte[] digits = "..123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(FrameHeader.check(digits, 2)).isEqualTo(0x29B1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0800000000010000000101",
                "000000000001000000010100",
                "070000000001000000010100",
                "090000000001000000010100",
                "080100000001000000010100",
                "080000000000000000010100",
                "080000000001000000000100",
                "080000004001000000010100",
                "080000000001000040010100",
                "080080000001000000010100",
                "080000000001000000010000",
                "080000000001000000010103",
                "080000000001000000100200",
                "080000000001000040001100",
                "08000000000100000001010000",
                "08000000000100000001010000000000",
                "08000000000100000001010000000001",
                "0800000000010000000101000000000102"
            })
    void refusesConfigurationRecords(String record) {
        assertThatThrownBy(() -> new ReferenceDecoder(HexFormat.of().parseHex(record)))
                .isInstanceOf(MalformedException.class);
    }
}
