package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a file has, it is read or refused with an {@link Mp4Exception} of one line, with memory in proportion
 * to its size. CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs are replayed. {@link Mp4FuzzTest}
 * does the same without Jazzer.
 */
class Mp4GuidedFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** An empty box of eight bytes takes some 70 bytes for each of them, names and place in the tree included. */
    private static final long BYTES_PER_BYTE = 200;

    /** Messages and buffers. */
    private static final long FIXED = 1 << 18;

    static Stream<byte[]> seeds() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> video = Samples.regular(random, 0, 3, 3000, false);
        List<Sample> audio = Samples.regular(random, 5, 2, 1024, true);
        byte[] both = new InitSegment(List.of(Samples.VIDEO_TRACK, Samples.AUDIO_TRACK), 1000).toBytes();
        byte[] one = new InitSegment(List.of(Samples.VIDEO_TRACK)).toBytes();
        byte[] together =
                Samples.fragment(7, new TrackSamples(Samples.VIDEO, video), new TrackSamples(Samples.AUDIO, audio));
        byte[] irregular = Samples.fragment(1, new TrackSamples(Samples.VIDEO, Samples.random(random, 77)));
        return Stream.of(
                one, both, standardCodecs(), together, Samples.join(both, together), Samples.join(one, irregular));
    }

    private static byte[] standardCodecs() {
        return new InitSegment(List.of(new Track(1, 600, "und", ParameterSetsTest.ENTRIES, 0))).toBytes();
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void filesAreReadOrRefused(byte[] file) throws IOException {
        if (!excess(file).isEmpty()) {
            // once more, now that all classes on the way are loaded
            assertThat(excess(file)).isEmpty();
        }
    }

    /** Reads all; what was allocated above what is allowed, or nothing. */
    private static String excess(byte[] file) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        readBoxes(file);
        int tracks = readSamples(file);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        // each track walks through all fragments
        long allowed = FIXED + BYTES_PER_BYTE * (tracks + 2) * file.length;
        return allocated <= allowed
                ? ""
                : allocated + " bytes for a file of " + file.length + " with " + tracks + " tracks";
    }

    private static void readBoxes(byte[] file) throws IOException {
        try {
            Box.readAll(file);
        } catch (Mp4Exception e) {
            assertIsOneLine(e);
        }
    }

    /** Reads all that can be read; the number of tracks. */
    private static int readSamples(byte[] file) throws IOException {
        int tracks = 0;
        try (FragmentReader reader = FragmentReader.of(file)) {
            InitSegment init = reader.init();
            tracks = init.tracks().size();
            assertThat(InitSegment.parse(init.toBytes()))
                    .as("written again, read again")
                    .isEqualTo(init);
            long read = 0;
            for (Track track : init.tracks()) {
                for (Sample sample : Samples.readAll(reader, track.id())) {
                    read += sample.data().length;
                }
                for (SampleEntry entry : track.entries()) {
                    ParameterSets.before(entry);
                }
            }
            assertThat(read).as("bytes of samples").isLessThanOrEqualTo(file.length);
        } catch (Mp4Exception e) {
            assertIsOneLine(e);
        }
        return tracks;
    }

    private static void assertIsOneLine(Mp4Exception e) {
        assertThat(e.getMessage().chars()).as(e.getMessage()).allMatch(c -> c >= ' ' && c <= '~');
    }
}
