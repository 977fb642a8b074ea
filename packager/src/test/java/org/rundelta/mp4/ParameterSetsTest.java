package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSetsTest {
    /** With lengths of 4, 2 and 4 bytes. */
    static final List<SampleEntry> ENTRIES = List.of(
            entry("avc1", "avcC", "0142c01e ff e1 0003 674201 02 0002 68ce 0002 68cf"),
            entry("avc3", "avcC", "0164001f fd e1 0003 676401 01 0002 68ee fdf8f800"),
            entry(
                    "hvc1",
                    "hvcC",
                    "0101600000009000000000005df000fcfdf8f80000 0f 03 a0 0001 0003 400101 a1 0001 0003 420101 a2 0001 0003 440101"),
            entry("vp09", "vpcC", "01000000001f820202020000"));

    private static SampleEntry entry(String type, String configType, String config) {
        byte[] bytes = HexFormat.of().parseHex(config.replace(" ", ""));
        return new VideoSampleEntry(type, 64, 48, configType, bytes, Colour.BT709, PixelAspect.SQUARE);
    }

    @Test
    void eachSetBehindItsLength() throws Exception {
        assertThat(before(0)).isEqualTo("00000003674201" + "0000000268ce" + "0000000268cf");
        assertThat(before(1)).isEqualTo("0003676401" + "000268ee");
        assertThat(before(2)).isEqualTo("00000003400101" + "00000003420101" + "00000003440101");
        assertThat(before(3)).isEmpty();
    }

    private static String before(int entry) throws Mp4Exception {
        return HexFormat.of().formatHex(ParameterSets.before(ENTRIES.get(entry)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void configurationsThatAreCutShort(int of) throws Exception {
        VideoSampleEntry whole = (VideoSampleEntry) ENTRIES.get(of);
        int needed = of == 1 ? whole.config().length - 4 : whole.config().length;
        for (int length = 0; length < needed; length++) {
            byte[] cut = Arrays.copyOf(whole.config(), length);
            VideoSampleEntry entry = new VideoSampleEntry(
                    whole.type(), 64, 48, whole.configType(), cut, Colour.BT709, PixelAspect.SQUARE);
            assertThatThrownBy(() -> ParameterSets.before(entry))
                    .isInstanceOf(Mp4Exception.class)
                    .hasMessage("malformed MP4: configuration of " + length + " bytes (" + whole.configType() + ")");
        }
    }

    @Test
    void entriesThatAllowThemInSamples() {
        assertThat(ENTRIES.stream().map(ParameterSets::inSamples))
                .extracting(SampleEntry::type)
                .containsExactly("avc3", "avc3", "hev1", "vp09");
        assertThat(ParameterSets.inSamples(ENTRIES.get(3))).isEqualTo(ENTRIES.get(3));
        SampleEntry audio = Samples.AUDIO_TRACK.entry();
        assertThat(ParameterSets.inSamples(audio)).isSameAs(audio);
    }
}
