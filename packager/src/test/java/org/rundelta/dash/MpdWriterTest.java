package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MpdWriterTest {
    @Test
    void writesTheGoldenText() throws IOException {
        assertThat(new String(MpdWriter.write(Mpds.title()), StandardCharsets.UTF_8))
                .isEqualTo(golden());
    }

    @Test
    void whatIsWrittenIsValid() throws Exception {
        SchemaJudge judge = new SchemaJudge();
        judge.accepts(MpdWriter.write(Mpds.title()));
        for (int seed = 0; seed < 150; seed++) {
            judge.accepts(MpdWriter.write(Mpds.random(new Random(seed))));
        }
    }

    @Test
    void readingGivesBackWhatWasWritten() throws ManifestException {
        for (int seed = 0; seed < 500; seed++) {
            Mpd mpd = Mpds.random(new Random(seed));
            assertThat(MpdReader.read(MpdWriter.write(mpd), "seed " + seed)).isEqualTo(mpd);
        }
    }

    @Test
    void refusesTextThatXmlCannotHold() {
        Mpd mpd = new Mpd(
                List.of(Mpd.LIVE_PROFILE),
                null,
                Duration.ofSeconds(1),
                List.of(),
                null,
                List.of(new Period("a\u0001", null, null, List.of(), List.of())));
        assertThatThrownBy(() -> MpdWriter.write(mpd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written as XML");
    }

    static String golden() throws IOException {
        try (InputStream in = MpdWriterTest.class.getResourceAsStream("golden.mpd")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
