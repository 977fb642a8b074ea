package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class HotFilesTest {
    private static final int SIZE = 500_000;

    private final HotFiles hot = new HotFiles();

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
        Callback first = hot.sending(100 << 20, Callback.NOOP);
        Callback second = hot.sending(100 << 20, Callback.NOOP);
        assertThat(due("/a", 10)).isEmpty();
        first.succeeded();
        second.failed(new IllegalStateException("gone"));
        assertThat(due("/a", 4)).containsExactly(4);
    }
}
