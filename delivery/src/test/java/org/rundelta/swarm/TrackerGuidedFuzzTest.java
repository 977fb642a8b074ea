package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a tracker answers, or is asked, is understood or refused with a {@link SwarmException} of one line.
 * CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs are replayed.
 */
class TrackerGuidedFuzzTest {

    static Stream<byte[]> answers() {
        return Stream.of(
                        "d8:intervali120e5:peers6:\u0001\u0002\u0003\u0004\u0005\u00066:peers618:123456789012345678e",
                        "d8:intervali120e5:peersld2:ip9:127.0.0.14:porti80eeee",
                        "d14:failure reason4:soone",
                        "info_hash=%ff&peer_id=abc&port=7&left=0&ip=127.0.0.1&event=started")
                .map(Bencode::bytes);
    }

    @MethodSource("answers")
    @Timeout(15)
    @FuzzTest
    void answersOfTrackersAreReadOrRefused(byte[] data) {
        try {
            TrackerAnswer answer = TrackerAnswer.read(data);
            assertThat(answer.intervalSeconds()).isBetween(5, 3600);
            assertThat(answer.peers()).hasSizeLessThanOrEqualTo(1000);
        } catch (SwarmException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
        try {
            Announce announce =
                    TrackerState.request(new TrackerQuery(Bencode.string(data)), InetAddress.getLoopbackAddress());
            assertThat(announce.peer().getPort()).isPositive();
        } catch (SwarmException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
    }
}
