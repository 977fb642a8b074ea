package org.rundelta.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.abr.Title;
import org.rundelta.player.ClientListener;
import org.rundelta.player.ClientOptions;
import org.rundelta.player.ClientReport;
import org.rundelta.player.PlaybackReport;
import org.rundelta.player.StreamingClient;
import org.rundelta.simulate.NetworkTrace.Period;

/** Over HTTP, in real time: the network slows down in the middle of a large segment, and the client takes a small one. */
class AbandonedDownloadTest {
    private static final int SEGMENTS = 4;
    private static final double SEGMENT_MS = 1500;
    private static final double[] BITRATES_KBPS = {100, 1000};

    private static final NetworkTrace SLOWING = new NetworkTrace(
            "drawn",
            "slowing",
            List.of(new Period(1000, 4000, 5), new Period(3000, 60, 5), new Period(90_000, 4000, 5)));

    @ParameterizedTest
    @ValueSource(strings = {"throughput", "foresight"})
    void aDownloadIsAbandonedForALowerRung(String abr) throws Exception {
        double[] durations = new double[SEGMENTS];
        double[][] sizes = new double[SEGMENTS][];
        Arrays.fill(durations, SEGMENT_MS);
        Arrays.fill(sizes, new double[] {BITRATES_KBPS[0] * SEGMENT_MS, BITRATES_KBPS[1] * SEGMENT_MS});
        Title title = new Title("sized", durations, BITRATES_KBPS, sizes);
        try (ShapedServer server = new ShapedServer(SizedTitle.files(title), SLOWING)) {
            ClientListener listener = new ClientListener() {
                @Override
                public void opened(int segments) {
                    server.start();
                }
            };
            ClientOptions options =
                    ClientOptions.of(server.uri("manifest.mpd")).withAbr(abr).withoutReplacing();
            ClientReport report = StreamingClient.play(options, listener);
            System.out.println(abr + " " + report.playback().abandoned()
                    + report.playback().fetched());
            assertThat(report.playback().abandoned()).isPositive();
            assertThat(report.playback().fetched())
                    .extracting(PlaybackReport.Fetched::rung)
                    .startsWith(0, 1, 1);
            assertThat(report.failures()).isZero();
            assertThat(report.sources()).hasSize(SEGMENTS);
        }
    }
}
