package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class HotFilesTest {
    private static final int SIZE = 500_000;

    private final HotFiles hot = new HotFiles(2 * SIZE);

    /** Of so many uses of a file that is never in memory, those at which it should be read. */
    private int[] due(String path, int uses) {
        return IntStream.rangeClosed(1, uses)
                .filter(use -> hot.isDue(path, SIZE))
                .toArray();
    }

    @Test
    void isDueAfterSomeUsesAndLessOftenEachTime() {
        assertThat(due("/a", 200)).containsExactly(4, 12, 28, 60, 124, 188);
        assertThat(due("/b", 4)).containsExactly(4);
    }

    @Test
    void largeFilesAreNever() {
        assertThat(IntStream.range(0, 100)).noneMatch(use -> hot.isDue("/large", HotFiles.MAX_SIZE + 1));
    }

    @Test
    void nothingIsReadWhileSlowClientsHoldMuch() {
        List<Callback> unsent = new ArrayList<>();
        Content.Sink slow = (isLast, bytes, callback) -> unsent.add(callback);
        List<MemoryBytes> files = Stream.generate(() -> hot.read(ByteBuffer.allocate(SIZE)))
                .limit(3)
                .toList();
        // the same one again and again takes no more memory
        for (int i = 0; i < 3; i++) {
            files.get(0).send(0, 1, slow, Callback.NOOP);
        }
        assertThat(due("/a", 4)).containsExactly(4);
        files.forEach(file -> file.send(1, SIZE, slow, Callback.NOOP));
        assertThat(due("/b", 10)).isEmpty();
        unsent.forEach(callback -> callback.failed(new IllegalStateException("gone")));
        assertThat(due("/b", 4)).containsExactly(4);
    }
}
