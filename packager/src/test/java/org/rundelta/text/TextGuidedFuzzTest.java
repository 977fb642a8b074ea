package org.rundelta.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a text file has, it is read or refused with a {@link TextException} of one line, and what was read is
 * written as WebVTT that says the same. CONTRIBUTING.md says how to fuzz with it; otherwise the seeds are replayed.
 */
class TextGuidedFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "WEBVTT\n\nSTYLE\n::cue{}\n\nNOTE x\n\nid\n00:01.000 --> 1:00:02.000 line:0\n<i>a</i>\nb\n",
                        "1\r\n00:00:01,000 --> 00:00:02,5\r\n{\\an8}<font color=red>a</font> & <b>b</b>\r\n\r\nc\r\n",
                        "<tt xmlns='http://www.w3.org/ns/ttml' xmlns:ttp='http://www.w3.org/ns/ttml#parameter'"
                                + " ttp:frameRate='24' ttp:frameRateMultiplier='1000 1001' ttp:tickRate='90'><body begin='1s'>"
                                + "<div end='9s'><p begin='00:00:01:12' dur='5t'>a<br/><span begin='10f'>b</span></p>"
                                + "</div></body></tt>")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void textIsReadOrRefused(byte[] file) throws TextException {
        CueSheet sheet;
        try {
            sheet = TextReader.read(file, "fuzzed.vtt");
        } catch (TextException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
            return;
        }
        byte[] written = VttWriter.write(sheet);
        assertThat(TextReader.read(written, "written.vtt")).isEqualTo(sheet);
    }
}
