package org.rundelta.player;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaBufferTest {
    private final MediaBuffer buffer = new MediaBuffer();

    @Test
    void waitingForTheFirstSegmentIsNoStall() {
        buffer.play(500);
        assertThat(buffer.stalledMs()).isZero();
        assertThat(buffer.levelMs()).isZero();
    }

    @Test
    void playsSegmentsOneAfterTheOther() {
        buffer.add(1000);
        buffer.add(2000);
        buffer.play(1200);
        assertThat(buffer.levelMs()).isEqualTo(1800);
        assertThat(buffer.playedMs()).isEqualTo(1200);
        buffer.playOut();
        assertThat(buffer.playedMs()).isEqualTo(3000);
        assertThat(buffer.levelMs()).isZero();
    }

    @Test
    void oneStallHoweverManyDownloadsItTakes() {
        buffer.add(1000);
        buffer.play(1100);
        buffer.play(300);
        assertThat(buffer.stalls()).isEqualTo(1);
        assertThat(buffer.stalledMs()).isEqualTo(400);
        buffer.add(1000);
        buffer.play(1000);
        assertThat(buffer.stalls()).as("it ended in time").isEqualTo(1);
        assertThat(buffer.levelMs()).isZero();
    }
}
