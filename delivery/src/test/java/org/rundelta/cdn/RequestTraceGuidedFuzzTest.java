package org.rundelta.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a request trace has, it is read or refused with a {@link CdnException} of one line, and what is read can be
 * replayed. CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs are replayed.
 */
class RequestTraceGuidedFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of("1000 7 50\n1000 8 60 rest\r\n1002 7 99\n4600 9 1", "0 1 2147483647\n", "\n\t 1\t2 3 \n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void tracesAreReadOrRefused(byte[] document) throws IOException {
        try {
            RequestTrace trace = RequestTrace.read("fuzzed", new ByteArrayInputStream(document));
            EdgeCache cache = CdnPolicy.LRU.cache(trace.sizes(), 1000);
            for (int i = 0; i < trace.log().size(); i++) {
                assertThat(cache.request(trace.log().object(i))).isNotNegative();
            }
        } catch (CdnException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
        }
    }
}
