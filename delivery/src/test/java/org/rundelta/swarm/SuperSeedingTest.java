package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuperSeedingTest {
    private static final BitSet NONE = new BitSet();

    @Test
    void eachPieceIsToldToOnePeer() {
        SuperSeeding<String> seeding = new SuperSeeding<>(10, 3);
        Set<Integer> told = new HashSet<>();
        for (String peer : new String[] {"a", "b", "c"}) {
            for (int i = 0; i < 3; i++) {
                assertThat(told.add(seeding.next(peer, NONE).orElseThrow())).isTrue();
            }
            assertThat(seeding.next(peer, NONE)).as("it knows of enough").isEmpty();
        }
        seeding.sent(0);
        assertThat(seeding.next("a", NONE)).hasValue(9);
        assertThat(seeding.isOver()).isFalse();
        for (int piece = 0; piece < 10; piece++) {
            seeding.sent(piece);
        }
        assertThat(seeding.isOver()).isTrue();
    }

    @Test
    void whatAPeerHasIsNotToldAndWhatItTookAlongIsToldToOthers() {
        SuperSeeding<String> seeding = new SuperSeeding<>(3, 5);
        assertThat(seeding.next("a", PiecePickerTest.set(0, 1))).hasValue(1);
        seeding.gone("a");
        assertThat(seeding.next("b", NONE)).hasValue(0);
        assertThat(seeding.next("b", NONE)).hasValue(1);
        assertThat(seeding.next("b", NONE)).hasValue(2);
        assertThat(seeding.next("b", NONE)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void whereAllHesitateTheyAreToldAgain() {
        SuperSeeding<String> seeding = new SuperSeeding<>(4, 2);
        for (String peer : new String[] {"a", "b"}) {
            assertThat(seeding.next(peer, NONE)).isPresent();
            assertThat(seeding.next(peer, NONE)).isPresent();
        }
        seeding.hesitates("a");
        seeding.hesitates("b");
        assertThat(seeding.next("a", NONE)).hasValue(0);
        assertThat(seeding.next("b", NONE)).hasValue(1);
    }

    @Test
    void whatAPeerDoesNotAskForIsToldToOthers() {
        SuperSeeding<String> seeding = new SuperSeeding<>(4, 2);
        assertThat(seeding.next("a", NONE)).hasValue(0);
        assertThat(seeding.next("a", NONE)).hasValue(1);
        assertThat(seeding.next("b", PiecePickerTest.set(0, 4))).isEmpty();
        seeding.hesitates("a");
        assertThat(seeding.next("a", NONE)).as("it would not ask for more").isEmpty();
        assertThat(seeding.next("b", NONE)).hasValue(0);
        assertThat(seeding.next("b", NONE)).hasValue(1);
        seeding.hesitates("a");
        assertThat(seeding.next("c", NONE)).as("b may yet ask").hasValue(2);
        seeding.asks("a");
        assertThat(seeding.next("a", NONE)).hasValue(3);
        for (int piece = 0; piece < 4; piece++) {
            seeding.sent(piece);
        }
        assertThat(seeding.isOver()).isTrue();
    }
}
