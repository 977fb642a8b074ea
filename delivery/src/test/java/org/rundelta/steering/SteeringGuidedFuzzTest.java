package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever players, proxies and tables of networks say is understood or passed over. CONTRIBUTING.md says how to fuzz with it;
 * otherwise the kept inputs are replayed.
 */
class SteeringGuidedFuzzTest {

    static Stream<byte[]> texts() {
        return Stream.of(
                        "_DASH_pathway=%22alpha%2Cbeta%22&_DASH_throughput=514000,3900&left=a:1800000000&token=a%20b",
                        "_HLS_pathway=\"CDN-A\"&_HLS_throughput=14000000",
                        "192.0.2.0/24",
                        "2001:db8::/32",
                        "::ffff:192.0.2.1")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("texts")
    @Timeout(15)
    @FuzzTest
    void whatIsSaidIsUnderstoodOrPassedOver(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        ClientReport report = ClientReport.parse(text);
        String next = report.nextQuery(report.leftUntilMs());
        assertThat(URI.create("https://steer.example/film?" + next).getRawQuery())
                .isEqualTo(next);
        assertThat(ClientReport.parse(next).leftUntilMs()).isEqualTo(report.leftUntilMs());
        try {
            IpPrefix prefix = IpPrefix.parse(text);
            assertThat(prefix.contains(prefix.last())).isTrue();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        try {
            IpAddress address = IpAddress.parse(text);
            assertThat(PrefixTable.EMPTY.network(address)).isNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).endsWith("is not an IP address");
        }
    }
}
