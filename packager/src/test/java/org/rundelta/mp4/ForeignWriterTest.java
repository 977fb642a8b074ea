package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What FFmpeg writes, as it is read here. */
class ForeignWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frag_keyframe+empty_moov+default_base_moof",
                "frag_keyframe+empty_moov",
                "frag_keyframe+empty_moov+omit_tfhd_offset",
                "cmaf+dash+global_sidx",
                "frag_keyframe+empty_moov+separate_moof"
            })
    void readsFragmentedFiles(String flags) throws Exception {
        Path file = film("fragmented.mp4", "-movflags", flags);
        try (FragmentReader reader = FragmentReader.open(file)) {
            List<Track> tracks = reader.init().tracks();
            assertThat(tracks).hasSize(2);
            assertThat(tracks.get(0).entry().configType()).isEqualTo("esds");
            assertThat(((VideoSampleEntry) tracks.get(0).entry()).width()).isEqualTo(64);
            for (Track track : tracks) {
                String kind = track.entry() instanceof VideoSampleEntry ? "v" : "a";
                assertThat(packets(reader, track)).isEqualTo(Executables.packets(file.toString(), kind));
            }
        }
        assertThat(types(Box.readAll(file).stream())).contains("moov", "trun", "tfhd", "esds", "stsd");
    }

    private static List<Executables.Packet> packets(FragmentReader reader, Track track) throws Exception {
        return Samples.readAll(reader, track.id()).stream()
                .map(sample -> new Executables.Packet(
                        sample.decodeTime() - track.mediaStart(),
                        sample.duration(),
                        sample.data().length,
                        sample.sync()))
                .toList();
    }

    @Test
    void fileThatIsNotFragmentedIsRefusedButItsBoxesAreShown() throws Exception {
        Path file = film("plain.mp4");
        assertThatThrownBy(() -> FragmentReader.open(file))
                .isInstanceOf(Mp4Exception.class)
                .hasMessageStartingWith("unsupported MP4: not fragmented, no mvex: rewrite it with ffmpeg")
                .extracting(e -> ((Mp4Exception) e).reason())
                .isEqualTo(Mp4Exception.Reason.UNSUPPORTED);
        assertThat(types(Box.readAll(file).stream())).contains("mdat", "stsz", "stco", "esds");
    }

    @Test
    void fileWithSamplesBeforeItsFragmentsIsRefused() throws Exception {
        Path file = film("hybrid.mp4", "-movflags", "frag_keyframe");
        assertThatThrownBy(() -> FragmentReader.open(file))
                .isInstanceOf(Mp4Exception.class)
                .hasMessageStartingWith("unsupported MP4: samples outside the fragments");
    }

    private Path film(String name, String... muxerOptions) throws Exception {
        Path file = folder.resolve(name);
        String[] input = {
            "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=3", "-f", "lavfi", "-i",
            "sine=sample_rate=48000:duration=3", "-c:v", "mpeg4", "-g", "10", "-c:a", "aac"
        };
        Executables.ffmpeg(Stream.of(Stream.of(input), Stream.of(muxerOptions), Stream.of(file.toString()))
                .flatMap(s -> s)
                .toArray(String[]::new));
        return file;
    }

    private static List<String> types(Stream<Box> boxes) {
        return boxes.flatMap(box -> Stream.concat(Stream.of(box.type()), types(box.children().stream()).stream()))
                .distinct()
                .toList();
    }
}
