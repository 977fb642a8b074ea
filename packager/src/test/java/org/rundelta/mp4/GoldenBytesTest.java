package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bytes of small files, as text with comments: a change of format is seen, and has to be meant. */
class GoldenBytesTest {
    @Test
    void initSegmentOfVideo() throws Exception {
        assertThat(new InitSegment(List.of(Samples.VIDEO_TRACK), 2500).toBytes())
                .isEqualTo(read("init-video.hex"));
    }

    @Test
    void initSegmentOfAudio() throws Exception {
        assertThat(new InitSegment(List.of(Samples.AUDIO_TRACK)).toBytes()).isEqualTo(read("init-audio.hex"));
    }

    @Test
    void segmentOfVideo() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FragmentWriter writer = new FragmentWriter(out, 7);
        writer.writeSegmentType();
        writer.write(
                Samples.VIDEO,
                List.of(
                        new Sample(new byte[] {1, 2, 3}, 270_000, 3000, true),
                        new Sample(new byte[] {4, 5}, 273_000, 3000, false),
                        new Sample(new byte[] {6, 7}, 276_000, 3000, false)));
        assertThat(out.toByteArray()).isEqualTo(read("segment-video.hex"));
    }

    @Test
    void fragmentOfTwoTracks() throws Exception {
        byte[] fragment = Samples.fragment(
                8,
                new TrackSamples(
                        Samples.VIDEO,
                        List.of(
                                new Sample(new byte[] {1, 2}, 0, 3000, true),
                                new Sample(new byte[] {3, 4}, 3000, 6000, false))),
                new TrackSamples(Samples.AUDIO, List.of(new Sample(new byte[] {5}, 0, 1024, true))));
        assertThat(fragment).isEqualTo(read("fragment-two-tracks.hex"));
    }

    @Test
    void fragmentOfReorderedSamples() throws Exception {
        byte[] fragment = Samples.fragment(
                9,
                new TrackSamples(
                        Samples.VIDEO,
                        List.of(
                                new Sample(new byte[] {1, 2, 3}, 3000, 3000, true),
                                new Sample(new byte[] {4, 5}, 6000, 3000, false, 3000),
                                new Sample(new byte[] {6, 7}, 9000, 3000, false, -3000))));
        assertThat(fragment).isEqualTo(read("fragment-reordered.hex"));
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream(name)) {
            String digits = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*|\\s", ""))
                    .collect(Collectors.joining());
            return HexFormat.of().parseHex(digits);
        }
    }
}
