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
import org.rundelta.codec.Effort;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.packager.PrimerChoice;

/**
 * Our own codec.
 *
 * @param name what it is called
 * @param settings in words
 * @param options for the encoder
 */
public record RundeltaCodec(String name, String settings, EncoderOptions options) implements ComparedCodec {
    /** Time for the JVM to compile the codec. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** All its settings. */
    public static List<ComparedCodec> all() {
        return List.of(
                new RundeltaCodec("rundelta-fast", "lossless, effort fast", new EncoderOptions(0, Effort.FAST)),
                new RundeltaCodec("rundelta", "lossless, effort balanced", EncoderOptions.LOSSLESS),
                new RundeltaCodec("rundelta-best", "lossless, effort best", new EncoderOptions(0, Effort.BEST)));
    }

    /** One name, from lossless to coarse: as long as the encoder takes no bitrate, these are its points. */
    public static List<ComparedCodec> coarsening() {
        List<ComparedCodec> codecs = new ArrayList<>();
        for (int tolerance = 0; tolerance <= 32; tolerance = tolerance == 0 ? 1 : 2 * tolerance) {
            codecs.add(new RundeltaCodec("rundelta", "--max-error " + tolerance, new EncoderOptions(tolerance)));
        }
        return codecs;
    }

    @Override
    public Duration warmUp() {
        return WARM_UP;
    }

    @Override
    public CodecSession open(Clip clip, int keyframeInterval) {
        return new Session(clip, keyframeInterval, options, primer(clip, keyframeInterval));
    }

    /** As the packager does it: pictures of a few of the keyframes. */
    private static List<Picture> primer(Clip clip, int keyframeInterval) {
        int keyframes = (clip.frames() - 1) / keyframeInterval + 1;
        int count = Math.min(keyframes, PrimerChoice.MAX_SAMPLES);
        List<Picture> samples = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            samples.add(clip.pictures().get(k * keyframes / count * keyframeInterval));
        }
        return PrimerChoice.choose(samples, keyframes).stream()
                .map(samples::get)
                .toList();
    }

    private static final class Session implements CodecSession {
        private final Clip clip;
        private final int keyframeInterval;
        private final EncoderOptions options;
        private final List<Picture> primer;
        private CodecConfig config;

        Session(Clip clip, int keyframeInterval, EncoderOptions options, List<Picture> primer) {
            this.clip = clip;
            this.keyframeInterval = keyframeInterval;
            this.options = options;
            this.primer = primer;
            config = new CodecConfig(clip.width(), clip.height());
        }

        @Override
        public CodedClip encode(CpuClock clock) throws InterruptedException {
            clock.start();
            CodecConfig plain = new CodecConfig(clip.width(), clip.height());
            PrimedConfig primed =
                    primer.isEmpty() ? PrimedConfig.of(plain) : PrimedConfig.prime(plain, primer, options);
            Encoder encoder = new Encoder(primed, options);
            clock.stop();
            List<CodedClip.Packet> packets = new ArrayList<>();
            for (int i = 0; i < clip.frames(); i++) {
                checkInterrupted();
                clock.start();
                CodedFrame frame = encoder.encode(clip.pictures().get(i), i % keyframeInterval == 0);
                clock.stop();
                packets.add(new CodedClip.Packet(frame.data(), i, i, frame.keyframe()));
            }
            config = primed.config();
            return new CodedClip(packets, config.primerBytes());
        }

        @Override
        public void decode(CodedClip coded, CpuClock clock, Consumer<Picture> viewer)
                throws IOException, InterruptedException {
            try {
                clock.start();
                Decoder decoder = new Decoder(CodecConfig.parse(config.toBytes()));
                clock.stop();
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
