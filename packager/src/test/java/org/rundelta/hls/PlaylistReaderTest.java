package org.rundelta.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.ManifestException;
import org.rundelta.ffmpeg.Tool;

class PlaylistReaderTest {
    @TempDir
    private Path folder;

    @Test
    void passesOverWhatTheRecordsHaveNoPlaceFor() throws ManifestException {
        MultivariantPlaylist playlist = (MultivariantPlaylist) read("""
                #EXTM3U
                # a remark
                #EXT-X-SESSION-DATA:DATA-ID="a",VALUE="b"

                #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="cc",INSTREAM-ID="CC1"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="one, two=2",X-MORE=1.5,DEFAULT=YES
                #EXT-X-STREAM-INF:BANDWIDTH=1000, CODECS="a,b",PROGRAM-ID=1,AUDIO="a"
                low.m3u8
                """.replace("\n", "\r\n"));
        assertThat(playlist.renditions()).hasSize(1);
        assertThat(playlist.renditions().get(0).name()).isEqualTo("one, two=2");
        Variant variant = playlist.variants().get(0);
        assertThat(variant.codecs()).isEqualTo("a,b");
        assertThat(variant.uri()).isEqualTo("low.m3u8");
    }

    @Test
    void bytesWithoutOffsetFollowThoseBefore() throws ManifestException {
        MediaPlaylist playlist = (MediaPlaylist) read("""
                #EXTM3U
                #EXT-X-TARGETDURATION:4
                #EXT-X-MAP:URI="a.mp4",BYTERANGE="100"
                #EXTINF:4
                #EXT-X-BYTERANGE:200@100
                a.mp4
                #EXTINF:3.5,title
                #EXT-X-BYTERANGE:50
                a.mp4
                #EXT-X-ENDLIST
                """);
        assertThat(playlist.map()).isEqualTo(new UriRange("a.mp4", new ByteRange(0, 99)));
        assertThat(playlist.segments())
                .extracting(segment -> segment.place().range())
                .containsExactly(new ByteRange(100, 299), new ByteRange(300, 349));
        assertThat(playlist.segments().get(1).duration()).isEqualTo(Duration.ofMillis(3500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | its first line is not #EXTM3U",
                "#EXTM3U | no EXT-X-TARGETDURATION",
                "#EXTM3U;a.ts | in line 2: a URI without EXTINF",
                "#EXTM3U;#EXT-X-TARGETDURATION:x | \"x\" is not a whole number",
                "#EXTM3U;#EXT-X-TARGETDURATION:1;#EXTINF:1,;a | EXT-X-ENDLIST is missing",
                "#EXTM3U;#EXT-X-TARGETDURATION:1;#EXTINF:1, | the URI after its last tag is missing",
                "#EXTM3U;#EXT-X-TARGETDURATION:1;#EXTINF:2,;a;#EXT-X-ENDLIST | exceeds the EXT-X-TARGETDURATION",
                "#EXTM3U;#EXT-X-TARGETDURATION:1;#EXTINF:-1, | \"-1\" is not a decimal number",
                "#EXTM3U;#EXT-X-STREAM-INF:CODECS=\"a\";a | BANDWIDTH is missing",
                "#EXTM3U;#EXT-X-STREAM-INF:BANDWIDTH=0;a | BANDWIDTH 0",
                "#EXTM3U;#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=1;a | \"1\" is not a size",
                "#EXTM3U;#EXT-X-STREAM-INF:BANDWIDTH | attribute 1 is not NAME=value",
                "#EXTM3U;#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"a | attribute 2 is not NAME=value",
                "#EXTM3U;#EXT-X-STREAM-INF:BANDWIDTH=1,BANDWIDTH=1 | twice",
                "#EXTM3U;#EXT-X-MEDIA:TYPE=TASTE | TASTE",
                "#EXTM3U;#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\" | variables",
                "#EXTM3U;#EXT-X-MAP:URI=\"a\";#EXT-X-MAP:URI=\"b\" | second EXT-X-MAP",
                "#EXTM3U;#EXTINF:1,;#EXT-X-BYTERANGE:0@5;a | bytes 5-4 are none",
                "#EXTM3U;#EXTINF:1,;a;#EXTINF:1,;#EXT-X-BYTERANGE:5;a | without an offset",
                "#EXTM3U;#EXT-X-CONTENT-STEERING:PATHWAY-ID=\"a\" | in line 2: attribute SERVER-URI is missing",
                "#EXTM3U;#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\";#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\" | a second",
                "#EXTM3U;#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\" | no EXT-X-STREAM-INF",
                "#EXTM3U;#EXT-X-STREAM-INF:BANDWIDTH=1,PATHWAY-ID=\"a b\";a | PATHWAY-ID a b is not made of"
            })
    void malformedIsRefused(String text, String named) {
        assertThatThrownBy(() -> read(text.replace(";", "\n")))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("test.m3u8: ")
                .hasMessageContaining(named);
    }

    @Test
    void oversizedIsRefused() {
        assertThatThrownBy(() -> PlaylistReader.read(new byte[PlaylistReader.MAX_BYTES + 1], "big.m3u8"))
                .hasMessage("big.m3u8: playlist over the limit of 8388608 bytes");
    }

    @Test
    void readsWhatFfmpegWrites() throws Exception {
        Tool.ffmpeg(folder, """
                -f lavfi -i testsrc=size=64x48:rate=10:duration=4 -c:v mpeg4 -g 10 -hls_time 1 -hls_playlist_type vod \
                -hls_segment_type fmp4 -hls_flags single_file -master_pl_name master.m3u8 media.m3u8""".split(" ", -1));
        MultivariantPlaylist master = (MultivariantPlaylist) PlaylistReader.read(folder.resolve("master.m3u8"));
        Variant variant = master.variants().get(0);
        assertThat(variant.resolution()).isEqualTo(new Resolution(64, 48));
        MediaPlaylist media = (MediaPlaylist) PlaylistReader.read(folder.resolve(variant.uri()));
        assertThat(media.segments()).hasSize(4);
        UriRange last = media.segments().get(3).place();
        assertThat(last.range().last() + 1).isEqualTo(Files.size(folder.resolve(last.uri())));
    }

    private static Playlist read(String text) throws ManifestException {
        return PlaylistReader.read(text.getBytes(StandardCharsets.UTF_8), "test.m3u8");
    }
}
