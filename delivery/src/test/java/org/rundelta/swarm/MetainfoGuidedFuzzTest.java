package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a torrent file has, it is read or refused with a {@link SwarmException} of one line, in memory that its
 * length bounds, and its files lie in their folder. CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs
 * are replayed.
 */
class MetainfoGuidedFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BYTES_PER_BYTE = 300;
    private static final long FIXED = 1 << 20;
    private static final String LAYER = "0123456789012345678901234567890123456789012345678901234567890123";
    private static final String HASHES = "01234567890123456789".repeat(2);

    static Stream<byte[]> seeds() {
        Map<String, Object> file = Map.of("length", 10_000, "path", List.of("a", "b"));
        Map<String, Object> other = Map.of("length", 10_000, "path", List.of("c"), "attr", "p");
        String root = Bencode.string(HashTree.root(LAYER, 16384));
        Map<String, Object> leaf = Map.of("", Map.of("length", 20_000, "pieces root", root));
        return Stream.of(
                        Map.of(
                                "info",
                                Map.of(
                                        "name",
                                        "n",
                                        "piece length",
                                        16384,
                                        "pieces",
                                        HASHES,
                                        "length",
                                        20_000,
                                        "meta version",
                                        2,
                                        "file tree",
                                        Map.of("n", leaf)),
                                "piece layers",
                                Map.of(root, LAYER)),
                        Map.of("info", Map.of("name", "n", "piece length", 16384, "pieces", HASHES, "length", 20_000)),
                        Map.of(
                                "info",
                                Map.of(
                                        "name",
                                        "n",
                                        "piece length",
                                        16384,
                                        "meta version",
                                        2,
                                        "file tree",
                                        Map.of("a", Map.of("b", leaf), "c", leaf)),
                                "piece layers",
                                Map.of(root, LAYER)),
                        Map.of(
                                "announce",
                                "http://127.0.0.1:6969/announce",
                                "announce-list",
                                List.of(List.of("http://127.0.0.1/a", "udp://127.0.0.1:1")),
                                "url-list",
                                List.of("http://127.0.0.1:8000/"),
                                "info",
                                Map.of(
                                        "name",
                                        "n",
                                        "piece length",
                                        16384,
                                        "private",
                                        1,
                                        "pieces",
                                        HASHES,
                                        "files",
                                        List.of(file, other))))
                .map(Bencode::encode);
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void metainfoIsReadOrRefused(byte[] data) {
        long allowed = FIXED + BYTES_PER_BYTE * data.length;
        long allocated = bytesToRead(data);
        if (allocated > allowed) {
            // once more, now that all classes on the way are loaded
            allocated = bytesToRead(data);
        }
        assertThat(allocated).isLessThan(allowed);
        try {
            Metainfo metainfo = MetainfoReader.read(data);
            assertThat(metainfo.pieces()).isPositive();
            Path top = Path.of("top", metainfo.name());
            assertThat(metainfo.files())
                    .allMatch(file -> top.resolve(file.path()).normalize().startsWith(top));
        } catch (SwarmException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
    }

    private static long bytesToRead(byte[] data) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            MetainfoReader.read(data);
        } catch (SwarmException e) {
            // looked at when it is read again
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
