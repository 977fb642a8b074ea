package org.rundelta.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a tile of thumbnails has, it has a size or none. */
class JpegGuidedFuzzTest {
    static Stream<byte[]> seeds() throws IOException {
        byte[] header = {
            -1, (byte) 0xD8, -1, -1, (byte) 0xE0, 0, 3, 9, -1, (byte) 0xC4, 0, 2, -1, (byte) 0xC2, 0, 8, 8, 1, 2, 3, 4
        };
        return Stream.of(jpeg(1, 1), jpeg(320, 180), header);
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void sizesAreReadOrNot(byte[] bytes) throws IOException {
        Optional<JpegSize> size = JpegSize.read(new ByteArrayInputStream(bytes));
        size.ifPresent(found -> assertThat(found.width() | found.height()).isBetween(0, 0xFFFF));
    }

    @Test
    void sizeIsThatOfTheFrame() throws IOException {
        assertThat(JpegSize.read(new ByteArrayInputStream(jpeg(320, 180)))).contains(new JpegSize(320, 180));
        byte[] progressive = seeds().toList().get(2);
        assertThat(JpegSize.read(new ByteArrayInputStream(progressive))).contains(new JpegSize(0x304, 0x102));
        for (int length = 0; length < progressive.length; length++) {
            assertThat(JpegSize.read(new ByteArrayInputStream(progressive, 0, length)))
                    .isEmpty();
        }
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return bytes.toByteArray();
    }
}
