package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BencodeTest {

    @Test
    void whatIsWrittenIsReadAgain() throws SwarmException {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            Object value = random(random, 4);
            byte[] encoded = Bencode.encode(value);
            assertThat(Bencode.encode(plain(Bencode.decode(encoded)))).isEqualTo(encoded);
            assertThat(plain(Bencode.decode(encoded))).isEqualTo(value);
        }
    }

    @Test
    void dictionariesAreSortedByBytes() {
        assertThat(text(Map.of("b", 1, "a", List.of(-2, "é"), "B", ""))).isEqualTo("d1:B0:1:ali-2e1:ée1:bi1ee");
    }

    @Test
    void dictionariesKeepTheirBytesWhateverTheOrder() throws SwarmException {
        BencodeDictionary top = Bencode.decodeDictionary(bytes("d1:zi1e4:infod1:bi1e1:ai2eee"));
        assertThat(new String(top.dictionary("info").encoded(), StandardCharsets.ISO_8859_1))
                .isEqualTo("d1:bi1e1:ai2ee");
    }

    @ParameterizedTest
    @CsvSource({
        "i1, ends too early",
        "i01e, not a number",
        "i-0e, not a number",
        "ie, not a number",
        "i99999999999999999999e, too",
        "i9223372036854775808e, too large",
        "5:abc, longer than what follows",
        "2147483648:a, longer than what follows",
        "-1:a, begins no value",
        "03:abc, not a number",
        "d1:ai1e1:ai2ee, twice",
        "di1ei2ee, begins no value",
        "i1ei2e, more data",
        "x, begins no value",
    })
    void malformedIsRefused(String data, String reason) {
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> Bencode.decode(bytes(data)))
                .withMessageContaining(reason);
    }

    @Test
    void nestingIsBounded() {
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> Bencode.decode(bytes("l".repeat(100_000))))
                .withMessageContaining("deeper");
    }

    @Test
    void numberOfValuesIsBounded() {
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> Bencode.decode(bytes("l" + "0:".repeat(2_000_001) + "e")))
                .withMessageContaining("values");
    }

    private static Object random(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 4);
        if (kind == 0) {
            return random.nextLong() >> random.nextInt(64);
        }
        if (kind == 1) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            return Bencode.string(bytes);
        }
        IntStream elements = IntStream.range(0, random.nextInt(5));
        if (kind == 2) {
            return elements.mapToObj(i -> random(random, depth - 1)).toList();
        }
        Map<String, Object> map = new TreeMap<>();
        elements.forEach(i -> map.put("key" + random.nextInt(20), random(random, depth - 1)));
        return map;
    }

    /** With dictionaries as maps. */
    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(BencodeTest::plain).toList();
        }
        if (value instanceof BencodeDictionary dictionary) {
            Map<String, Object> map = new TreeMap<>();
            dictionary.values().forEach((key, element) -> map.put(key, plain(element)));
            return map;
        }
        return value;
    }

    private static String text(Object value) {
        return new String(Bencode.encode(value), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
