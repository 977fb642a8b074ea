package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.packager.SettingsFile.Setting;

/**
 * Whatever bytes a settings file has, it is read, with a line for each key, or refused in one line; so is a ladder.
 * CONTRIBUTING.md says how to fuzz with it; otherwise the seeds are replayed.
 */
class SettingsGuidedFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "# a\nrungs:\n  - {id: thumb, scale: 0.5, fps: 10, max-error: 8}\n  - id: exact\n    lossless: true\n",
                        "{\"rungs\": [{\"id\": \"a\", \"bitrate\": \"2.5M\", \"maxrate\": 3000000, \"bufsize\": 1e6}]}",
                        "input: &a film.mkv\noutput: *a\nhls: true\ntext: [a.srt:en, 'b.vtt:fi:caption']\n? [x]\n: |\n  y\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void settingsAreReadOrRefused(byte[] bytes) throws IOException {
        for (String ending : List.of(".yaml", ".json")) {
            Path file = Files.write(Files.createTempFile("settings", ending), bytes);
            try {
                readLadder(file);
                List<Setting> settings = SettingsFile.read(file, "job");
                assertThat(settings).allMatch(setting -> setting.line() >= 1);
            } catch (SettingsException e) {
                assertThat(e).message().startsWith(file + ": ").hasLineCount(1);
            } finally {
                Files.delete(file);
            }
        }
    }

    private static void readLadder(Path file) throws IOException {
        try {
            assertThat(LadderFile.read(file).rungs()).isNotEmpty();
        } catch (LadderException e) {
            assertThat(e).message().startsWith(file + ": ").hasLineCount(1);
        }
    }
}
