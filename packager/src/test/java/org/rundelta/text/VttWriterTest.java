package org.rundelta.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VttWriterTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsWrittenIsReadAgain(long seed) throws TextException {
        CueSheet sheet = Sheets.random(new Random(seed));
        assertThat(TextReader.read(VttWriter.write(sheet), "written.vtt")).isEqualTo(sheet);
    }

    /** Cue sheets for tests. */
    static final class Sheets {
        private Sheets() {}

        static CueSheet random(Random random) {
            List<Cue> cues = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) {
                long start = random.nextLong(random.nextBoolean() ? 10_000 : 500L * 3600 * 1000);
                long end = start + 1 + random.nextLong(20_000);
                cues.add(new Cue(
                        Duration.ofMillis(start),
                        Duration.ofMillis(end),
                        random.nextBoolean() ? "" : "id " + i,
                        random.nextBoolean() ? "" : "align:left position:10%",
                        random.nextBoolean() ? "one" : "\u00fcber <i>zwei</i>\nZeilen \uD83D\uDE00"));
            }
            return new CueSheet(random.nextBoolean() ? "WEBVTT" : "WEBVTT\n\nSTYLE\n::cue { color: red }", cues);
        }
    }
}
