package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a manifest has, it is read or refused with a {@link ManifestException} of one line, and what it names
 * stays in its folder. CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs are replayed.
 */
class MpdGuidedFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final long BYTES_PER_BYTE = 200;

    /** Buffers of the parsers. */
    private static final long FIXED = 1 << 20;

    static Stream<byte[]> seeds() {
        return Stream.concat(Stream.of(Mpds.title()), IntStream.range(0, 12).mapToObj(i -> Mpds.random(new Random(i))))
                .map(MpdWriter::write);
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void manifestsAreReadOrRefused(byte[] document) {
        long allocated = bytesToRead(document);
        if (allocated > allowed(document)) {
            // once more, now that all classes on the way are loaded
            allocated = bytesToRead(document);
        }
        assertThat(allocated).as("bytes for a document of %d", document.length).isLessThan(allowed(document));
        try {
            Mpd mpd = MpdReader.read(document, "fuzzed.mpd");
            assertIsReadAgain(mpd);
            if (isShort(mpd)) {
                assertThat(ManifestFiles.of(mpd))
                        .noneMatch(file -> Path.of(file).normalize().startsWith(".."));
            }
        } catch (ManifestException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
    }

    private static long bytesToRead(byte[] document) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            MpdReader.read(document, "fuzzed.mpd");
        } catch (ManifestException e) {
            // looked at when it is read again
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static long allowed(byte[] document) {
        return FIXED + BYTES_PER_BYTE * document.length;
    }

    private static void assertIsReadAgain(Mpd mpd) throws ManifestException {
        byte[] written;
        try {
            written = MpdWriter.write(mpd);
        } catch (IllegalArgumentException e) {
            return; // a character of XML 1.1 only
        }
        // not the same MPD: an attribute that is empty is not written
        assertThat(MpdWriter.write(MpdReader.read(written, "written.mpd"))).isEqualTo(written);
    }

    /** Whether its files are soon told; a million segments are allowed, and would take a second for each input. */
    private static boolean isShort(Mpd mpd) {
        return mpd.periods().stream()
                .flatMap(period -> period.adaptationSets().stream()
                        .flatMap(set -> Stream.concat(
                                        Stream.ofNullable(set.segmentTemplate()),
                                        set.representations().stream()
                                                .map(Representation::segmentTemplate)
                                                .filter(template -> template != null))
                                .map(template -> isShort(template, mpd.durationOf(period)))))
                .allMatch(isShort -> isShort);
    }

    private static boolean isShort(SegmentTemplate template, Duration period) {
        double ticks = period == null ? 0 : (double) period.toSeconds() * template.timescaleOrDefault();
        if (template.timeline() == null) {
            return template.duration() == null || ticks / template.duration() < 1000;
        }
        return template.timeline().runs().stream()
                .allMatch(run -> run.r() < 0 ? ticks / run.d() < 1000 : run.r() < 1000);
    }
}
