package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeerBookTest {
    private static final InetSocketAddress EDGE = new InetSocketAddress("10.0.0.1", 6881);

    private final PeerBook book = new PeerBook();
    private long now;

    @Test
    void thoseThatFailAreDialledEverLessAndThenWhenNamedAgain() {
        book.add(EDGE, now);
        assertThat(dialsInAnHour()).isEqualTo(8);
        book.add(EDGE, now);
        assertThat(dialsInAnHour()).isEqualTo(8);
    }

    @Test
    void thoseThatAreKeptAreDialledForEver() {
        book.keep(EDGE, now);
        dialsInAnHour();
        assertThat(dialsInAnHour()).isBetween(20, 40);
    }

    /** Each of them fails. */
    private int dialsInAnHour() {
        int dials = 0;
        for (int second = 0; second < 3600; second++) {
            if (book.next(now).isPresent()) {
                dials++;
                book.left(EDGE, false, now);
            }
            now += TimeUnit.SECONDS.toNanos(1);
        }
        return dials;
    }

    @Test
    void thoseThatCameAndWentMakeRoomForOthers() {
        for (int i = 0; i < 10_000; i++) {
            InetSocketAddress passing = new InetSocketAddress("10.0.0.1", 1 + i);
            book.add(passing, now);
            assertThat(book.next(now)).as(passing.toString()).hasValue(passing);
            book.forget(passing);
        }
    }

    @Test
    void addressesAreLimited() {
        for (int i = 0; i < 10_000; i++) {
            book.add(new InetSocketAddress("10.0.0.1", 1 + i), now);
        }
        int known = 0;
        for (Optional<InetSocketAddress> next = book.next(now); next.isPresent(); next = book.next(now)) {
            known++;
        }
        assertThat(known).isEqualTo(2000);
    }

    @Test
    void itselfAndThoseBannedAreNotAdded() {
        book.add(EDGE, now);
        book.ignore(EDGE);
        book.add(EDGE, now);
        assertThat(book.next(now)).isEmpty();
        InetSocketAddress liar = new InetSocketAddress("10.0.0.2", 6881);
        book.add(liar, now);
        assertThat(book.ban(liar.getAddress())).isTrue();
        book.add(liar, now);
        assertThat(book.next(now)).isEmpty();
        assertThat(book.ban(liar.getAddress())).isFalse();
    }
}
