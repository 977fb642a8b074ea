package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strings as other packagers write them for the same configurations. */
class CodecStringTest {
    @ParameterizedTest
    @CsvSource({
        "rdv1, rdvC, 0800, rdv1.8.0",
        "avc1, avcC, 0164001fffe1, avc1.64001F",
        "avc3, avcC, 0142c01e, avc3.42C01E",
        "hvc1, hvcC, 010160000000900000000000 5df000, hvc1.1.6.L93.90",
        "hev1, hvcC, 01022000000090000000000096 f000, hev1.2.4.L150.90",
        "hvc1, hvcC, 0161000000 04b2000000000078, hvc1.A1.20000000.H120.B2",
        "vp09, vpcC, 01000000 00 1f 82 02 02 02 0000, vp09.00.31.08",
        "vp09, vpcC, 01000000 02 28 a2 09 10 09 0000, vp09.02.40.10.01.09.16.09.00",
        "av01, av1C, 81 04 0c 00, av01.0.04M.08",
        "av01, av1C, 81 0d cc 00, av01.0.13H.10",
        "av01, av1C, 81 25 00 00, av01.1.05M.08.0.000.01.01.01.0",
        "xyz1, xyzC, 00, xyz1",
    })
    void video(String type, String configType, String config, String expected) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(config.replace(" ", ""));
        assertThat(CodecString.of(entry(type, configType, bytes, null))).isEqualTo(expected);
    }

    @Test
    void coloursThatAreNotTheUsualOnes() throws Exception {
        byte[] config = HexFormat.of().parseHex("81054c00");
        assertThat(CodecString.of(entry("av01", "av1C", config, new Colour(9, 16, 9, false))))
                .isEqualTo("av01.0.05M.10.0.110.09.16.09.0");
        assertThat(CodecString.of(entry("av01", "av1C", config, Colour.BT709))).isEqualTo("av01.0.05M.10");
    }

    @Test
    void audio() throws Exception {
        assertThat(CodecString.of(AudioSampleEntry.aac(2, 48_000, new byte[] {0x11, (byte) 0x90}, 1)))
                .isEqualTo("mp4a.40.2");
        assertThat(CodecString.of(AudioSampleEntry.aac(2, 48_000, new byte[] {0x2B, 0x11}, 1)))
                .isEqualTo("mp4a.40.5");
        assertThat(CodecString.of(AudioSampleEntry.aac(2, 48_000, new byte[] {(byte) 0xF9, 0x40, 0, 0}, 1)))
                .isEqualTo("mp4a.40.42");
    }

    @Test
    void configurationsThatAreCutShort() {
        for (String type : new String[] {"rdv1", "avc1", "hvc1", "vp09", "av01"}) {
            assertThatThrownBy(() -> CodecString.of(entry(type, "conf", new byte[1], null)))
                    .isInstanceOf(Mp4Exception.class)
                    .hasMessage("malformed MP4: configuration of 1 bytes (conf)");
        }
        assertThatThrownBy(() -> CodecString.of(new AudioSampleEntry("mp4a", 2, 48_000, "esds", new byte[9])))
                .isInstanceOf(Mp4Exception.class);
    }

    private static VideoSampleEntry entry(String type, String configType, byte[] config, Colour colour) {
        return new VideoSampleEntry(type, 64, 48, configType, config, colour, PixelAspect.SQUARE);
    }
}
