package org.rundelta.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;

/**
 * Our own codec.
 *
 * @param name what it is called
 * @param settings in words
 * @param options for the encoder
 */
public record RundeltaCodec(String name, String settings, EncoderOptions options) implements ComparedCodec {
    /** What every configuration record has: a description of the stream, as FFmpeg's codecs have one too. */
    private static final int PLAIN_CONFIG_BYTES = 10;

    /** Time for the JVM to compile the codec. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** All its settings. */
    public static List<ComparedCodec> all() {
        return List.of(new RundeltaCodec("rundelta", "lossless", EncoderOptions.LOSSLESS));
    }

    @Override
    public Duration warmUp() {
        return WARM_UP;
    }

    @Override
    public CodecSession open(Clip clip, int keyframeInterval) {
        return new Session(clip, keyframeInterval, new CodecConfig(clip.width(), clip.height()), options);
    }

    private record Session(Clip clip, int keyframeInterval, CodecConfig config, EncoderOptions options)
            implements CodecSession {
        @Override
        public CodedClip encode(CpuClock clock) throws InterruptedException {
            Encoder encoder = new Encoder(config, options);
            List<CodedClip.Packet> packets = new ArrayList<>();
            for (int i = 0; i < clip.frames(); i++) {
                checkInterrupted();
                clock.start();
                CodedFrame frame = encoder.encode(clip.pictures().get(i), i % keyframeInterval == 0);
                clock.stop();
                packets.add(new CodedClip.Packet(frame.data(), i, i, frame.keyframe()));
            }
            return new CodedClip(packets, Math.max(0, config.toBytes().length - PLAIN_CONFIG_BYTES));
        }

        @Override
        public void decode(CodedClip coded, CpuClock clock, Consumer<Picture> viewer)
                throws IOException, InterruptedException {
            try {
                Decoder decoder = new Decoder(CodecConfig.parse(config.toBytes()));
                for (CodedClip.Packet packet : coded.packets()) {
                    checkInterrupted();
                    clock.start();
                    Picture picture = decoder.decode(packet.data());
                    clock.stop();
                    if (viewer != null) {
                        viewer.accept(picture);
                    }
                }
            } catch (CodecException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private static void checkInterrupted() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
