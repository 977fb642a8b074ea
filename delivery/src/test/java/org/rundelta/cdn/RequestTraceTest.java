package org.rundelta.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTraceTest {
    @Test
    void requestsAreRead() throws Exception {
        RequestTrace trace = read("1000 7 50\n\n  1000\t8 60  rest of it\r\n1002 7 99\n4600 9 1");
        assertThat(trace.sizes()).containsExactly(50, 60, 1);
        assertThat(trace.hours()).isEqualTo(2);
        RequestLog log = trace.log();
        assertThat(log.size()).isEqualTo(4);
        assertThat(log.seconds()).isEqualTo(3601);
        assertThat(log.start(0)).isZero();
        assertThat(log.start(1)).isEqualTo(2);
        assertThat(log.start(3)).isEqualTo(3);
        assertThat(log.object(2)).isZero();
        assertThat(log.start(3601)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|line 1: there is no request",
                "1 2|line 1: the size is not a whole number; a line is time in seconds, key and bytes",
                "1 2 3\\n1 x 3|line 2: the key is not a whole number",
                "1 2 3x|line 1: the size is not a whole number",
                "-1 2 3|line 1: the time is not a whole number",
                "5 2 3\\n\\n4 2 3|line 3: the time 4 is before that of the line before",
                "0 2 3\\n5184000 2 3|line 2: more than 60 days after the first line",
                "1 2 0|line 1: 0 bytes: objects of 1 to",
                "1 2 2147483648|line 1: 2147483648 bytes",
                "1 1234567890123456789 3|line 1: the key has more than 18 digits",
            })
    void malformedTracesAreRefused(String text, String problem) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(CdnException.class)
                .hasMessageStartingWith("trace: ")
                .hasMessageContaining(problem);
    }

    @Test
    void whateverATraceHoldsItIsReadOrRefusedInOneLine() throws Exception {
        Random random = new Random(3);
        String letters = "0123456789  \n\n\r\t-x\u0000";
        int read = 0;
        for (int run = 0; run < 5000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(
                        random.nextInt(6) > 0
                                ? run / 100 + " " + random.nextInt(9) + " 3\n"
                                : letters.charAt(random.nextInt(letters.length())));
            }
            try {
                RequestTrace trace = read(text.toString());
                assertThat(trace.log().start(trace.log().seconds()))
                        .isEqualTo(trace.log().size());
                read++;
            } catch (CdnException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
        assertThat(read).isBetween(500, 4750);
    }

    @Test
    void keysAreNumberedAsTheyComeUp() {
        Random random = new Random(6);
        KeyNumbers keys = new KeyNumbers();
        Map<Long, Integer> twin = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextBoolean() ? random.nextInt(20_000) : random.nextLong();
            int expected = twin.computeIfAbsent(key, each -> twin.size());
            assertThat(keys.of(key)).isEqualTo(expected);
        }
        assertThat(keys.size()).isEqualTo(twin.size());
    }

    private static RequestTrace read(String text) throws IOException, CdnException {
        return RequestTrace.read("trace", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
