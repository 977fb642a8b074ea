package org.rundelta.hls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.dash.ManifestException;

/**
 * Whatever bytes a playlist has, it is read, and then says the same when it is written again, or refused with a
 * {@link ManifestException} of one line.
 */
class PlaylistGuidedFuzzTest {
    static Stream<byte[]> seeds() {
        return IntStream.range(0, 16).mapToObj(i -> PlaylistWriter.write(Playlists.random(new Random(i))));
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void playlistsAreReadOrRefused(byte[] document) {
        try {
            Playlist playlist = PlaylistReader.read(document, "fuzzed.m3u8");
            byte[] written = PlaylistWriter.write(playlist);
            // not the same playlist: decimals beyond those that are written are rounded
            assertThat(PlaylistWriter.write(PlaylistReader.read(written, "written.m3u8")))
                    .isEqualTo(written);
        } catch (ManifestException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
            assertThat(e.getMessage()).doesNotContain("written.m3u8");
        }
    }
}
