package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One lossless encoder of 1920x1080 works in a small heap: beside the caller's picture, 8 MiB of it, in 64 MiB. The
 * serial collector lets the test say what is held: G1 cuts so small a heap into regions of 1 MiB, and whether an array
 * of eight of them still finds its place then depends on when it collected.
 */
class EncoderMemoryTest {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"STILL_PHOTO, 0", "WINDOW, 4", "TYPING, 4"})
    void encodesInASmallHeap(Content content, int primer) throws Exception {
        List<Picture> pictures = new ArrayList<>();
        for (int time = 0; time < primer; time++) {
            pictures.add(content.picture(WIDTH, HEIGHT, time));
        }
        CodecConfig plain = new CodecConfig(WIDTH, HEIGHT);
        CodecConfig config = pictures.isEmpty()
                ? plain
                : PrimedConfig.prime(plain, pictures, EncoderOptions.LOSSLESS).config();
        Path record = Files.write(folder.resolve("record"), config.toBytes());
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + (64 + 8) + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EncoderMemoryTest.class.getName(),
                        record.toString(),
                        content.name())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said)).isEqualTo("done");
    }

    /** Encodes some pictures with a configuration record. */
    public static void main(String[] args) throws IOException, CodecException {
        CodecConfig config = CodecConfig.parse(Files.readAllBytes(Path.of(args[0])));
        Encoder encoder = new Encoder(config, EncoderOptions.LOSSLESS);
        Content content = Content.valueOf(args[1]);
        Picture picture = content.picture(WIDTH, HEIGHT, 0);
        for (int time = 0; time < 6; time++) {
            encoder.encode(picture, time % 3 == 0);
            picture = null; // so that there is never more than one
            picture = content.picture(WIDTH, HEIGHT, time + 1);
        }
        System.out.print("done");
    }
}
