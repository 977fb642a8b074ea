package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BoxTest {
    @Test
    void showsTypesPlacesSizesAndFields() throws Exception {
        byte[] fragment = Samples.fragment(
                9,
                new TrackSamples(
                        Samples.VIDEO,
                        List.of(new Sample(new byte[2], 5000, 40, true), new Sample(new byte[3], 5040, 40, false))));
        assertThat(dump("", Box.readAll(fragment))).isEqualTo("""
                        0 moof 108
                          8 mfhd 16 version=0 flags=0x0 sequence_number=9
                          24 traf 84
                            32 tfhd 24 version=0 flags=0x20028 track_ID=1 default_sample_duration=40 \
                        default_sample_flags=16842752
                            56 tfdt 20 version=1 flags=0x0 baseMediaDecodeTime=5000
                            76 trun 32 version=0 flags=0x205 sample_count=2 data_offset=116 \
                        first_sample_flags=33554432
                        108 mdat 13
                        """);
    }

    @Test
    void showsTheTracksOfAnInitSegment() throws Exception {
        InitSegment init = new InitSegment(List.of(Samples.VIDEO_TRACK, Samples.AUDIO_TRACK), 4000);
        assertThat(dump("", Box.readAll(init.toBytes())))
                .contains("width=64.0 height=48.0")
                .contains("timescale=90000 duration=0 language=und")
                .contains("handler_type=soun")
                .contains("media_time=1024 media_rate_integer=1")
                .contains("colour_type=nclx colour_primaries=1 transfer_characteristics=13 matrix_coefficients=0")
                .contains("channelcount=2 samplerate=48000")
                .contains("fragment_duration=4000");
    }

    @Test
    void boxOfANewerVersionIsShownWithoutItsFields() throws Exception {
        byte[] header = {0, 0, 0, 12, 'm', 'v', 'h', 'd', 9, 0, 0, 0};
        List<Box> boxes = Box.readAll(header);
        assertThat(boxes).hasSize(1);
        assertThat(boxes.get(0).fields().get(0).name()).isEqualTo("not read");
        assertThat(boxes.get(0).fields().get(0).value()).contains("version 9, known up to 1");
    }

    private static String dump(String indent, List<Box> boxes) {
        StringBuilder text = new StringBuilder();
        for (Box box : boxes) {
            String fields = box.fields().stream()
                    .map(field -> " " + field.name() + "=" + field.value())
                    .collect(Collectors.joining());
            text.append(indent + box.offset() + " " + box.type() + " " + box.size() + fields + "\n");
            text.append(dump(indent + "  ", box.children()));
        }
        return text.toString();
    }
}
