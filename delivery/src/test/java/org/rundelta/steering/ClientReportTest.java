package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientReportTest {
    private static final List<String> PIECES = List.of(
            "_DASH_pathway=",
            "_HLS_pathway=",
            "_DASH_throughput=",
            "_HLS_throughput",
            "left=",
            "&",
            "=",
            "%22",
            "%2",
            "%zz",
            "\"",
            ",",
            "a",
            "beta",
            ":",
            "1",
            "99999999999999999999",
            "-5",
            "e9",
            "\u00e9",
            "\0",
            "?",
            "#",
            "+",
            "a:1",
            "{}");

    @ParameterizedTest
    @CsvSource({
        "_DASH_pathway=%22beta%22&_DASH_throughput=5140000, beta, 5140000, false",
        "_DASH_pathway=%22alpha%2Cbeta%22&_DASH_throughput=1%2C2, beta, 2, false",
        "'_DASH_pathway=\"alpha,beta\"&_DASH_throughput=1,2', beta, 2, false",
        "'_DASH_pathway=%22alpha,beta%22&_DASH_throughput=1,', beta, 0, false",
        "'_DASH_pathway=%22alpha,beta%22&_DASH_throughput=1', beta, 0, false",
        "_HLS_pathway=%22CDN-A%22&_HLS_throughput=14000000, CDN-A, 14000000, true",
        "_HLS_pathway=CDN-A, CDN-A, 0, true",
        "_DASH_throughput=5,, 0, false",
        "_DASH_pathway=%zz&_DASH_throughput=5,, 0, false",
        "_DASH_pathway=a&_DASH_throughput=-5, a, 0, false",
        "_DASH_pathway=a&_DASH_throughput=9e9, a, 0, false",
        "_DASH_pathway=%22%22,, 0, false",
        ",, 0, false"
    })
    void whatPlayersSay(String query, String pathway, double bitsPerSecond, boolean isHls) {
        ClientReport report = ClientReport.parse(query);
        assertThat(report.pathway()).isEqualTo(pathway);
        assertThat(report.bitsPerSecond()).isEqualTo(bitsPerSecond);
        assertThat(report.isHls()).isEqualTo(isHls);
    }

    @Test
    void theNextRequestSaysAgainWhatItHasTo() {
        ClientReport report =
                ClientReport.parse("token=a%20b&_DASH_pathway=x&left=beta:1800000000,bad,gamma:1800000060&x");
        assertThat(report.leftUntilMs())
                .containsExactly(Map.entry("beta", 1_800_000_000_000L), Map.entry("gamma", 1_800_000_060_000L));
        assertThat(report.nextQuery(report.leftUntilMs()))
                .isEqualTo("token=a%20b&x&left=beta:1800000000,gamma:1800000060");
        assertThat(report.nextQuery(Map.of())).isEqualTo("token=a%20b&x");
        assertThat(ClientReport.parse(null).nextQuery(Map.of("a", 1000L))).isEqualTo("left=a:1");
    }

    @Test
    void anythingCanBeRead() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int left = random.nextInt(12); left > 0; left--) {
                query.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            ClientReport report = ClientReport.parse(query.toString());
            ClientReport again = ClientReport.parse(report.nextQuery(report.leftUntilMs()));
            assertThat(again.leftUntilMs()).isEqualTo(report.leftUntilMs());
            assertThat(again.others()).isEqualTo(report.others());
        }
    }
}
