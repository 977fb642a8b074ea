package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eclipse.jetty.http.HttpParser.State;
import org.junit.jupiter.api.Test;

class HeaderDeadlineTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final HeaderDeadline deadline = new HeaderDeadline(null, Duration.ofSeconds(10));

    @Test
    void headersThatDoNotEndAreLate() {
        assertThat(deadline.isLate(State.HEADER, 5 * SECOND, 16 * SECOND)).isTrue();
        assertThat(deadline.isLate(State.URI, -20 * SECOND, -9 * SECOND)).isTrue();
        assertThat(deadline.isLate(State.HEADER, 5 * SECOND, 14 * SECOND)).isFalse();
        assertThat(deadline.isLate(State.CONTENT, 5 * SECOND, 16 * SECOND)).isFalse();
    }

    /** It was in its header when the state was read, and answered before the time was. */
    @Test
    void aRequestThatIsAnsweredMeanwhileIsNotLate() {
        assertThat(deadline.isLate(State.HEADER, 0, 16 * SECOND)).isFalse();
    }
}
