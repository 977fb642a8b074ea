package org.rundelta.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rundelta.dash.ByteRange;
import org.rundelta.hls.Variant.Kind;

class PlaylistWriterTest {
    @Test
    void writesAMultivariantPlaylist() {
        Resolution size = new Resolution(1280, 720);
        String codecs = "avc1.64001f,mp4a.40.2";
        Playlist playlist = new MultivariantPlaylist(
                new ContentSteering("https://steer.example/title", "alpha"),
                List.of(new AlternativeRendition(
                        AlternativeRendition.Type.AUDIO,
                        "audio",
                        "English",
                        "en",
                        true,
                        true,
                        false,
                        null,
                        "2",
                        "audio/media.m3u8")),
                List.of(
                        new Variant(
                                Kind.PLAYBACK,
                                2_000_000,
                                1_500_000L,
                                codecs,
                                size,
                                new BigDecimal("29.97003"),
                                "audio",
                                null,
                                "alpha",
                                "https://alpha.example/title/high/media.m3u8"),
                        new Variant(
                                Kind.KEYFRAMES,
                                300_000,
                                null,
                                "avc1.64001f",
                                size,
                                null,
                                null,
                                null,
                                null,
                                "high/iframes.m3u8")));
        assertThat(text(playlist)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-CONTENT-STEERING:SERVER-URI="https://steer.example/title",PATHWAY-ID="alpha"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",LANGUAGE="en",NAME="English",DEFAULT=YES,AUTOSELECT=YES,\
                CHANNELS="2",URI="audio/media.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1500000,CODECS="avc1.64001f,mp4a.40.2",\
                RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="audio",CLOSED-CAPTIONS=NONE,\
                PATHWAY-ID="alpha"
                https://alpha.example/title/high/media.m3u8
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=300000,CODECS="avc1.64001f",RESOLUTION=1280x720,\
                URI="high/iframes.m3u8"
                """);
    }

    @Test
    void writesMediaPlaylists() {
        UriRange map = new UriRange("media.mp4", new ByteRange(0, 800));
        Playlist keyframes = new MediaPlaylist(
                Kind.KEYFRAMES,
                2,
                map,
                List.of(new MediaSegment(
                        Duration.ofMillis(2002), new UriRange("media.mp4", new ByteRange(1000, 1999)), null)));
        assertThat(text(keyframes)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:2
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-I-FRAMES-ONLY
                #EXT-X-MAP:URI="media.mp4",BYTERANGE="801@0"
                #EXTINF:2.002000,
                #EXT-X-BYTERANGE:1000@1000
                media.mp4
                #EXT-X-ENDLIST
                """);
        Tiles tiles = new Tiles(new Resolution(160, 90), 5, 2, Duration.ofSeconds(4));
        MediaSegment image = new MediaSegment(Duration.ofSeconds(40), new UriRange("1.jpg", null), tiles);
        assertThat(text(new MediaPlaylist(Kind.IMAGES, 40, null, List.of(image))))
                .endsWith("""
                #EXT-X-IMAGES-ONLY
                #EXTINF:40.000000,
                #EXT-X-TILES:RESOLUTION=160x90,LAYOUT=5x2,DURATION=4.000000
                1.jpg
                #EXT-X-ENDLIST
                """);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            Playlist playlist = Playlists.random(new Random(seed));
            byte[] written = PlaylistWriter.write(playlist);
            assertThat(PlaylistReader.read(written, "written.m3u8")).isEqualTo(playlist);
        }
    }

    @Test
    void whatNoPlaylistCanSayIsRefused() {
        assertThatThrownBy(() -> new UriRange("a\"b", null)).hasMessageContaining("quotation mark");
        assertThatThrownBy(() -> new UriRange("#a", null)).hasMessageContaining("#");
        assertThatThrownBy(() -> new MultivariantPlaylist(null, List.of(), List.of()))
                .hasMessageContaining("STREAM-INF");
        MediaSegment segment = new MediaSegment(Duration.ofMillis(2500), new UriRange("a", null), null);
        assertThatThrownBy(() -> new MediaPlaylist(Kind.PLAYBACK, 2, null, List.of(segment)))
                .hasMessageContaining("TARGETDURATION");
    }

    private static String text(Playlist playlist) {
        return new String(PlaylistWriter.write(playlist), StandardCharsets.UTF_8);
    }
}
