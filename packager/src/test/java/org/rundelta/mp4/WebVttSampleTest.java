package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rundelta.mp4.WebVttSample.Part;

class WebVttSampleTest {
    private static final List<Part> PARTS =
            List.of(new Part(7, "id", "line:0", "Hei &amp; moi"), new Part(Part.WHOLE, "", "", "\u00e9\n\u6f22"));

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        assertThat(WebVttSample.parse(WebVttSample.of(PARTS))).isEqualTo(PARTS);
        assertThat(WebVttSample.parse(WebVttSample.of(List.of()))).isEmpty();
    }

    @Test
    void whatIsNoSampleOfTextIsRefused() {
        assertThatThrownBy(() -> WebVttSample.parse(new byte[0])).hasMessageContaining("neither vttc nor vtte");
        String text = new String(WebVttSample.of(PARTS), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> parse(text.replace("payl", "pail"))).hasMessageContaining("box payl is missing");
        assertThatThrownBy(() -> parse(text.replace("Hei", "H\u00ffi"))).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> parse(text + "\0\0\0\10vtte")).hasMessageContaining("cues beside vtte");
        assertThatThrownBy(() -> parse(text.substring(9))).isInstanceOf(Mp4Exception.class);
    }

    @Test
    void anyBytesAreReadOrRefused() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] data = WebVttSample.of(PARTS);
            for (int n = random.nextInt(4); n >= 0; n--) {
                data[random.nextInt(data.length)] = (byte) random.nextInt(40);
            }
            try {
                WebVttSample.parse(data);
            } catch (Mp4Exception e) {
                assertThat(e.getMessage()).hasLineCount(1);
            }
        }
    }

    private static List<Part> parse(String latin1) throws Mp4Exception {
        return WebVttSample.parse(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
