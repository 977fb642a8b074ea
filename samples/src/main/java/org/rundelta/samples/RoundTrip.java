package org.rundelta.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;

/**
 * The codec without files: draws a bar that grows, encodes the pictures as one segment, decodes them and compares.
 *
 * <p>Run it: {@code ./mvnw -q -pl samples -am package -DskipTests} and {@code java -cp
 * samples/target/classes:codec/target/classes org.rundelta.samples.RoundTrip}.
 */
public final class RoundTrip {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FRAMES = 60;

    private RoundTrip() {}

    /** Prints what the segment came to. */
    public static void main(String[] args) throws CodecException {
        CodecConfig config = new CodecConfig(WIDTH, HEIGHT);
        Encoder encoder = new Encoder(config, EncoderOptions.LOSSLESS);
        List<CodedFrame> segment = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            segment.add(encoder.encode(bar(i), i == 0));
        }

        Decoder decoder = new Decoder(config);
        int bytes = 0;
        int identical = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] data = segment.get(i).data();
            bytes += data.length;
            identical += Arrays.equals(decoder.decode(data).pixels(), bar(i).pixels()) ? 1 : 0;
        }
        System.out.printf("%d frames, %d bytes, %d decoded identical%n", FRAMES, bytes, identical);
    }

    private static Picture bar(int frame) {
        Picture picture = new Picture(WIDTH, HEIGHT);
        Arrays.fill(picture.pixels(), 0x1C1F26);
        for (int y = HEIGHT / 2 - 10; y < HEIGHT / 2 + 10; y++) {
            Arrays.fill(picture.pixels(), y * WIDTH + 20, y * WIDTH + 21 + frame * 10, 0x4CAF50);
        }
        return picture;
    }
}
