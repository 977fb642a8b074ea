package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitSegmentTest {
    @Test
    void readsWhatItWrites() throws Mp4Exception {
        InitSegment init = new InitSegment(List.of(Samples.VIDEO_TRACK, Samples.AUDIO_TRACK), 1234);
        assertThat(InitSegment.parse(init.toBytes())).isEqualTo(init);
        assertThat(InitSegment.parse(init.toBytes()).toBytes()).isEqualTo(init.toBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsWhatItWritesWhateverTheTracks(long seed) throws Mp4Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            InitSegment init = new InitSegment(randomTracks(random), random.nextLong(0, 1L << 50));
            byte[] bytes = init.toBytes();
            assertThat(InitSegment.parse(bytes)).isEqualTo(init);
            assertThat(InitSegment.parse(bytes).toBytes()).isEqualTo(bytes);
        }
    }

    private static List<Track> randomTracks(SplittableRandom random) {
        List<Track> tracks = new ArrayList<>();
        for (int i = 1; i <= random.nextInt(1, 4); i++) {
            byte[] config = new byte[random.nextInt(1, 300)];
            random.nextBytes(config);
            SampleEntry entry = random.nextBoolean()
                    ? randomVideo(random, config)
                    : AudioSampleEntry.aac(random.nextInt(1, 9), random.nextInt(8000, 65536), config, 64_000);
            long mediaStart = random.nextBoolean() ? 0 : random.nextLong(1, 1L << 40);
            tracks.add(new Track(i * 7, random.nextLong(1, 1L << 32), "fra", entry, mediaStart));
        }
        return tracks;
    }

    private static SampleEntry randomVideo(SplittableRandom random, byte[] config) {
        Colour colour = random.nextBoolean()
                ? null
                : new Colour(random.nextInt(65536), random.nextInt(65536), random.nextInt(65536), random.nextBoolean());
        PixelAspect aspect = random.nextBoolean()
                ? PixelAspect.SQUARE
                : new PixelAspect(random.nextInt(1, 1 << 30) * 2, random.nextInt(1, 1 << 30) * 2 - 1);
        return new VideoSampleEntry(
                "avc1", random.nextInt(1, 65536), random.nextInt(1, 65536), "avcC", config, colour, aspect);
    }

    @Test
    void sampleRateThatTheEntryCannotHoldIsTheTimescale() throws Mp4Exception {
        AudioSampleEntry entry = AudioSampleEntry.aac(1, 96_000, Samples.AUDIO_SPECIFIC_CONFIG, 64_000);
        InitSegment init = new InitSegment(List.of(new Track(1, 96_000, "und", entry, 0)));
        assertThat(InitSegment.parse(init.toBytes())).isEqualTo(init);
    }

    @Test
    void onlyOneTrackMakesACmafHeader() throws Exception {
        InitSegment one = new InitSegment(List.of(Samples.VIDEO_TRACK));
        InitSegment two = new InitSegment(List.of(Samples.VIDEO_TRACK, Samples.AUDIO_TRACK));
        assertThat(brands(one)).isEqualTo("iso6 cmfc cmf2 dash");
        assertThat(brands(two)).isEqualTo("iso6");
    }

    private static String brands(InitSegment init) throws Exception {
        return Box.readAll(init.toBytes()).get(0).fields().stream()
                .filter(field -> field.name().equals("compatible_brands"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void boxesThatAreNotKnownArePassedOver() throws Exception {
        byte[] init = new InitSegment(List.of(Samples.VIDEO_TRACK)).toBytes();
        byte[] unknown = {0, 0, 0, 10, 'x', 'y', 'z', 'w', 1, 2};
        byte[] free = {0, 0, 0, 8, 'f', 'r', 'e', 'e'};
        assertThat(InitSegment.parse(Samples.join(unknown, init, free)))
                .isEqualTo(new InitSegment(List.of(Samples.VIDEO_TRACK)));
    }

    @Test
    void refusesTracksThatCannotBeWritten() {
        SampleEntry entry = Samples.VIDEO_TRACK.entry();
        assertThatThrownBy(() -> new InitSegment(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InitSegment(List.of(Samples.VIDEO_TRACK, Samples.VIDEO_TRACK)))
                .hasMessageContaining("same id");
        assertThatThrownBy(() -> new Track(0, 1, "und", entry, 0)).hasMessageContaining("track id 0");
        assertThatThrownBy(() -> new Track(1, 0, "und", entry, 0)).hasMessageContaining("timescale 0");
        assertThatThrownBy(() -> new Track(1, 1L << 32, "und", entry, 0)).hasMessageContaining("timescale");
        assertThatThrownBy(() -> new Track(1, 1, "en", entry, 0)).hasMessageContaining("\"en\"");
        assertThatThrownBy(() -> new Track(1, 1, "und", entry, -1)).hasMessageContaining("media start -1");
        assertThatThrownBy(() -> VideoSampleEntry.rundelta(65536, 1, new byte[0]))
                .hasMessageContaining("65536x1");
        assertThatThrownBy(() -> new VideoSampleEntry("rdv", 1, 1, "rdvC", new byte[0], null, PixelAspect.SQUARE))
                .hasMessageContaining("\"rdv\"");
        assertThatThrownBy(() -> AudioSampleEntry.aac(0, 48_000, new byte[2], 1))
                .hasMessageContaining("0 channels");
        assertThatThrownBy(() -> AudioSampleEntry.aac(2, 48_000, new byte[0], 1))
                .hasMessageContaining("AudioSpecificConfig");
    }

    @Test
    void saysWhatIsWrongAndWhere() throws Exception {
        byte[] init = new InitSegment(List.of(Samples.VIDEO_TRACK)).toBytes();
        int timescale = indexOf(init, "mdhd") + 4 + 4 + 8;
        byte[] broken = init.clone();
        broken[timescale + 1] = 0;
        broken[timescale + 2] = 0;
        broken[timescale + 3] = 0;
        assertThatThrownBy(() -> InitSegment.parse(broken))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage("malformed MP4: timescale is 0 (moov/trak/mdia/mdhd, byte " + (timescale + 4) + ")");
        assertThatThrownBy(() -> InitSegment.parse(new byte[0])).hasMessageContaining("no moov box");
        byte[] text = "This is a text, not a film.".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> InitSegment.parse(text))
                .hasMessage("malformed MP4: box \" is \" of 1416128883 bytes, where 27 are left: the file is damaged or"
                        + " cut short, or not an MP4 file (file, byte 0)");
    }

    static int indexOf(byte[] bytes, String type) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(type);
    }
}
