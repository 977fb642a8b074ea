package org.rundelta.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.abr.Title;

class TitleReaderTest {
    private static final String MPD = """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-live:2011"
                mediaPresentationDuration="PT3S" minBufferTime="PT2S">
              <Period>
                <AdaptationSet contentType="audio" mimeType="audio/mp4">
                  <SegmentTemplate timescale="10" media="$Number$.m4a" duration="30"/>
                  <Representation id="sound" bandwidth="64000"/>
                </AdaptationSet>
                <AdaptationSet mimeType="video/mp4">
                  <SegmentTemplate timescale="10" media="$RepresentationID$/$Number$.m4s">
                    <SegmentTimeline><S t="0" d="20"/><S d="10"/></SegmentTimeline>
                  </SegmentTemplate>
                  <Representation id="large" bandwidth="90000"/>
                  <Representation id="small" bandwidth="9000"/>
                </AdaptationSet>
              </Period>
            </MPD>
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void movieDescriptions() throws IOException, SimulationException {
        Title title = TitleReader.read(write("film.json", """
                {"segment_duration_ms": 3000, "bitrates_kbps": [230, 400],
                 "segment_sizes_bits": [[1, 2], [3, 4], [5, 6]]}"""));
        assertThat(title.name()).isEqualTo("film");
        assertThat(title.segments()).isEqualTo(3);
        assertThat(title.lengthMs()).isEqualTo(9000);
        assertThat(title.bitrateKbps(1)).isEqualTo(400);
        assertThat(title.sizeBits(2, 0)).isEqualTo(5);
    }

    @Test
    void manifestsWithTheirFiles() throws IOException, SimulationException {
        Path small = Files.createDirectory(folder.resolve("small"));
        Files.write(small.resolve("2.m4s"), new byte[77]);
        Title title = TitleReader.read(write("manifest.mpd", MPD));
        assertThat(title.name()).isEqualTo(folder.getFileName().toString());
        assertThat(title.durationMs(0)).isEqualTo(2000);
        assertThat(title.durationMs(1)).isEqualTo(1000);
        assertThat(title.bitrateKbps(0)).isEqualTo(9);
        assertThat(title.sizeBits(1, 0)).as("of the file").isEqualTo(77 * 8);
        assertThat(title.sizeBits(0, 0)).as("by bandwidth").isEqualTo(18_000);
        assertThat(title.sizeBits(1, 1)).isEqualTo(90_000);
    }

    @Test
    void manifestsWithoutVideo() throws IOException {
        Path file = write("manifest.mpd", MPD.replace("video/mp4", "image/jpeg"));
        assertThatThrownBy(() -> TitleReader.read(file))
                .isInstanceOf(SimulationException.class)
                .hasMessage(file + ": unsupported MPD: a period has no video");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                   | malformed in line 1
            {"segment_duration_ms":1,"bitrates_kbps":[1],"segment_sizes_bits":[[0]]}             | not above 0
            {"segment_duration_ms":1,"bitrates_kbps":[1],"segment_sizes_bits":[]}                | no segments
            {"segment_duration_ms":1,"bitrates_kbps":[],"segment_sizes_bits":[[1]]}              | no rungs
            {"segment_duration_ms":1,"bitrates_kbps":[2,1],"segment_sizes_bits":[[1,2]]}         | bitrates that fall
            {"segment_duration_ms":1,"bitrates_kbps":[2],"segment_sizes_bits":[[1,2]]}           | sizes of segment 0
            {"segment_duration_ms":1,"bitrates_kbps":[2],"segment_sizes_bits":[null]}            | null
            {"segment_duration_ms":-1,"bitrates_kbps":[2],"segment_sizes_bits":[[1]]}            | duration of segment 0
            """)
    void refusals(String text, String reason) throws IOException {
        Path file = write("film.json", text);
        assertThatThrownBy(() -> TitleReader.read(file))
                .isInstanceOf(SimulationException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }
}
