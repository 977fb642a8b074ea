package org.rundelta.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTableTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, a",
        "192.0.2.127, a",
        "192.0.2.128, b",
        "192.0.2.255, b",
        "192.0.3.0,",
        "192.0.1.255,",
        "::ffff:192.0.2.1, a",
        "2001:db8::1, c",
        "2001:db8:0:1::, d",
        "2001:db9::,",
        "255.255.255.255, e",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, f"
    })
    void theLongestPrefixCounts(String address, String network) {
        PrefixTable table = table(
                "192.0.2.0/24 a",
                "192.0.2.128/25 b",
                "2001:db8::/32 c",
                "2001:db8:0:1::/64 d",
                "255.255.255.255/32 e",
                "ffff::/16 f");
        assertThat(table.network(IpAddress.parse(address))).isEqualTo(network);
        assertThat(table.networks()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
    }

    private static PrefixTable table(String... lines) {
        Map<IpPrefix, String> networks = new HashMap<>();
        for (String line : lines) {
            networks.put(IpPrefix.parse(line.split(" ", -1)[0]), line.split(" ", -1)[1]);
        }
        return PrefixTable.of(networks);
    }

    @Test
    void everythingIsInTheEmptyPrefix() {
        assertThat(table("::/0 all").network(IpAddress.parse("255.0.0.1"))).isEqualTo("all");
        assertThat(table("0.0.0.0/0 four").network(IpAddress.parse("255.0.0.1")))
                .isEqualTo("four");
        assertThat(table("0.0.0.0/0 four").network(IpAddress.parse("::1"))).isNull();
        assertThat(PrefixTable.EMPTY.network(IpAddress.parse("::1"))).isNull();
    }

    /** Prefixes and addresses share few bits, so that many lie in each other and touch. */
    @RepeatedTest(40)
    void agreesWithLookingAtEveryPrefix(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<IpPrefix, String> networks = new HashMap<>();
        for (int i = random.nextInt(200); i > 0; i--) {
            int length = random.nextInt(IpAddress.BITS + 1);
            networks.put(new IpPrefix(address(random).masked(length), length), "n" + i);
        }
        PrefixTable table = PrefixTable.of(networks);
        for (int i = 0; i < 500; i++) {
            IpAddress address = address(random);
            assertThat(table.network(address)).isEqualTo(naive(networks, address));
        }
        for (IpPrefix prefix : networks.keySet()) {
            for (IpAddress address : new IpAddress[] {
                prefix.first(), prefix.last(), prefix.last().next()
            }) {
                assertThat(table.network(address)).isEqualTo(naive(networks, address));
            }
        }
    }

    private static IpAddress address(Random random) {
        return new IpAddress(bits(random), bits(random));
    }

    private static long bits(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -1;
            default -> random.nextLong() & 0xC000_0000_0000_0003L;
        };
    }

    private static String naive(Map<IpPrefix, String> networks, IpAddress address) {
        String found = null;
        int longest = -1;
        for (Map.Entry<IpPrefix, String> each : networks.entrySet()) {
            if (each.getKey().contains(address) && each.getKey().length() > longest) {
                longest = each.getKey().length();
                found = each.getValue();
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "host.example",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4.",
                ":",
                "1:2",
                ".:1",
                "::1%lo",
                "[::1]",
                "::g",
                "1.2.3.4:80",
                "::1.2.3.4.5",
                "1 2",
                "-1.2.3.4",
                "abc"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text)).hasMessage("\"" + text + "\" is not an IP address");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, is not a prefix",
        "10.0.0.0/33, 'longer than an address, which has 32 bits'",
        "::/129, 'longer than an address, which has 128 bits'",
        "10.0.0.1/8, has bits behind its length",
        "x/8, is not an IP address",
        "10.0.0.0/-1, is not a prefix"
    })
    void whatIsNoPrefixIsRefused(String text, String problem) {
        assertThatThrownBy(() -> IpPrefix.parse(text)).hasMessageContaining(problem);
    }
}
