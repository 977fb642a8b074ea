package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written here, as ffprobe reads it. */
class ForeignReaderTest {
    @TempDir
    Path folder;

    @Test
    void countsPacketsOfInitSegmentAndSegments() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> all = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new InitSegment(List.of(Samples.VIDEO_TRACK)).toBytes());
        for (int i = 0; i < 5; i++) {
            FragmentWriter writer = new FragmentWriter(out, i + 1);
            writer.writeSegmentType();
            List<Sample> segment = variable(random, all.isEmpty() ? 0 : Samples.end(all), 12);
            writer.write(Samples.VIDEO, segment);
            all.addAll(segment);
        }
        Path file = Files.write(folder.resolve("video.mp4"), out.toByteArray());

        assertThat(Executables.packets(file.toString(), "v")).isEqualTo(asPackets(all, 0));
        assertThat(Executables.trackEntry(file, "v", "codec_tag_string,width,height,time_base"))
                .isEqualTo("rdv1,64,48,1/90000");
    }

    @Test
    void readsVideoAndAudioOfOneFile() throws Exception {
        byte[] bytes = Samples.file(new SplittableRandom(2));
        Path file = Files.write(folder.resolve("both.mp4"), bytes);
        FragmentReader reader = FragmentReader.of(bytes);
        List<Sample> video = Samples.readAll(reader, Samples.VIDEO);
        List<Sample> audio = Samples.readAll(reader, Samples.AUDIO);

        assertThat(Executables.packets(file.toString(), "v")).isEqualTo(asPackets(video, 0));
        assertThat(Executables.packets(file.toString(), "a"))
                .isEqualTo(asPackets(audio, Samples.AUDIO_TRACK.mediaStart()));
        assertThat(Executables.trackEntry(file, "a", "codec_name,profile,sample_rate,channels,bit_rate"))
                .startsWith("aac,LC,48000,2");
    }

    private static List<Sample> variable(SplittableRandom random, long start, int count) {
        List<Sample> samples = new ArrayList<>();
        long time = start;
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[random.nextInt(1, 100)];
            samples.add(new Sample(data, time, random.nextLong(1, 9000), i == 0));
            time = Samples.end(samples);
        }
        return samples;
    }

    private static List<Executables.Packet> asPackets(List<Sample> samples, long mediaStart) {
        return samples.stream()
                .map(sample -> new Executables.Packet(
                        sample.decodeTime() - mediaStart, sample.duration(), sample.data().length, sample.sync()))
                .toList();
    }
}
