package org.rundelta.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Effort;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Lookahead;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.codec.SliceRunner;
import org.rundelta.packager.PrimerChoice;
import org.rundelta.rate.RatePass;
import org.rundelta.rate.RateTarget;
import org.rundelta.rate.RatedEncoder;
import org.rundelta.rate.TitleRate;
import org.rundelta.rate.TitleShape;

/**
 * Our own codec.
 *
 * @param name what it is called
 * @param settings in words
 * @param effort of the encoder
 * @param bitrate in bits/s, which rate control is to find; 0 for lossless
 */
public record RundeltaCodec(String name, String settings, Effort effort, long bitrate) implements ComparedCodec {
    /** Time for the JVM to compile the codec. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** All its settings without loss. */
    public static List<ComparedCodec> all() {
        return List.of(
                new RundeltaCodec("rundelta-fast", "lossless, effort fast", Effort.FAST, 0),
                new RundeltaCodec("rundelta", "lossless, effort balanced", Effort.BALANCED, 0),
                new RundeltaCodec("rundelta-best", "lossless, effort best", Effort.BEST, 0));
    }

    /** Those that encode to a bitrate in bits/s. */
    public static List<ComparedCodec> all(long bitrate) {
        return List.of(
                new RundeltaCodec("rundelta-fast", "--bitrate " + bitrate + " --effort fast", Effort.FAST, bitrate),
                new RundeltaCodec("rundelta", "--bitrate " + bitrate, Effort.BALANCED, bitrate));
    }

    @Override
    public Duration warmUp() {
        return WARM_UP;
    }

    @Override
    public CodecSession open(Clip clip, int keyframeInterval) {
        return new Session(clip, keyframeInterval, primer(clip, keyframeInterval));
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

    private final class Session implements CodecSession {
        private final Clip clip;
        private final int keyframeInterval;
        private final List<Picture> primer;
        private PrimedConfig config;

        Session(Clip clip, int keyframeInterval, List<Picture> primer) {
            this.clip = clip;
            this.keyframeInterval = keyframeInterval;
            this.primer = primer;
        }

        @Override
        public CodedClip encode(CpuClock clock) throws IOException, InterruptedException {
            SortedMap<Integer, List<CodedClip.Packet>> segments = new TreeMap<>();
            if (bitrate == 0) {
                prime(new EncoderOptions(0, effort), clock);
                encode(null, segments, clock);
            } else {
                encodeToBitrate(segments, clock);
            }
            List<CodedClip.Packet> packets =
                    segments.values().stream().flatMap(List::stream).toList();
            return new CodedClip(packets, config.config().primerBytes());
        }

        private void encodeToBitrate(SortedMap<Integer, List<CodedClip.Packet>> segments, CpuClock clock)
                throws IOException, InterruptedException {
            TitleRate rates = new TitleRate(new RateTarget(bitrate, 0, 0), shape());
            Optional<RatePass> pass = rates.next(0);
            while (pass.isPresent()) {
                if (pass.get().hasPrimer()) {
                    prime(new EncoderOptions(0, pass.get().quantiser(), effort), clock);
                }
                encode(pass.get(), segments, clock);
                pass = rates.next((long) config.config().primerBytes() * Byte.SIZE);
            }
        }

        private TitleShape shape() {
            long count = (clip.frames() - 1L) / keyframeInterval + 1;
            double length = clip.seconds() * keyframeInterval / clip.frames();
            return new TitleShape(clip.seconds(), count, length, clip.pixels() / clip.seconds());
        }

        private void prime(EncoderOptions options, CpuClock clock) {
            ChromaFormat chroma = clip.video().chroma(options);
            clock.start();
            CodecConfig plain = new CodecConfig(clip.width(), clip.height(), 1, chroma);
            config = primer.isEmpty() ? PrimedConfig.of(plain) : PrimedConfig.prime(plain, primer, options);
            clock.stop();
        }

        /** Encodes all segments, or those of a pass. */
        private void encode(RatePass pass, SortedMap<Integer, List<CodedClip.Packet>> segments, CpuClock clock)
                throws IOException, InterruptedException {
            int quantiser = pass == null ? EncoderOptions.NO_QUANTISER : pass.quantiser();
            clock.start();
            RatedEncoder encoder =
                    new RatedEncoder(config, new EncoderOptions(0, quantiser, effort), SliceRunner.IN_TURN);
            clock.stop();
            for (int number = 0; number * keyframeInterval < clip.frames(); number++) {
                if (pass == null || pass.includes(number)) {
                    encoder.startSegment(pass == null ? null : pass.segment(number));
                    segments.put(number, segment(encoder, number * keyframeInterval, clock));
                }
            }
        }

        private List<CodedClip.Packet> segment(RatedEncoder encoder, int first, CpuClock clock)
                throws IOException, InterruptedException {
            int end = Math.min(first + keyframeInterval, clip.frames());
            int seen = first;
            List<CodedClip.Packet> packets = new ArrayList<>();
            for (int i = first; i < end; i++) {
                checkInterrupted();
                clock.start();
                while (encoder.looksAhead() && seen < Math.min(end, i + Lookahead.DEPTH)) {
                    encoder.look(clip.pictures().get(seen), seconds(seen));
                    seen++;
                }
                CodedFrame frame = encoder.encode(clip.pictures().get(i), seconds(i));
                clock.stop();
                packets.add(new CodedClip.Packet(frame.data(), i, i, frame.keyframe()));
            }
            return packets;
        }

        private double seconds(int frame) {
            return clip.seconds() * frame / clip.frames();
        }

        @Override
        public void decode(CodedClip coded, CpuClock clock, Consumer<Picture> viewer)
                throws IOException, InterruptedException {
            try {
                clock.start();
                Decoder decoder = new Decoder(CodecConfig.parse(config.config().toBytes()));
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

        private void checkInterrupted() throws InterruptedException {
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
