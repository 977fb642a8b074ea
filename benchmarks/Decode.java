import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Decoder;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;

/** Decodes a file of our codec for ten seconds, again and again, and prints Mpixel/s of the fastest pass; as decode.mjs. */
final class Decode {
    private static final long NANOS = 10_000_000_000L;

    public static void main(String[] args) throws Exception {
        List<byte[]> frames = new ArrayList<>();
        CodecConfig config = read(Path.of(args[0]), frames);
        Decoder decoder = new Decoder(config);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long fastest = Long.MAX_VALUE;
        for (long end = threads.getCurrentThreadCpuTime() + NANOS; threads.getCurrentThreadCpuTime() < end; ) {
            long start = threads.getCurrentThreadCpuTime();
            for (byte[] frame : frames) {
                decoder.decode(frame);
            }
            fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - start);
        }
        System.out.printf(Locale.ROOT, "%.1f%n", frames.size() * 1e3 * config.width() * config.height() / fastest);
    }

    private static CodecConfig read(Path file, List<byte[]> frames) throws Exception {
        try (FragmentReader reader = FragmentReader.open(file)) {
            Track track = reader.init().tracks().get(0);
            for (Sample sample = reader.next(track.id()); sample != null; sample = reader.next(track.id())) {
                frames.add(sample.data());
            }
            return CodecConfig.parse(track.entry().config());
        }
    }
}
