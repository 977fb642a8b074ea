package org.rundelta.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.OutputSize;

class LadderChoiceTest {
    /** As of a film: each size is best at some rates. */
    private static final List<RungEstimate> FILM = List.of(
            Estimated.quality("0.25", 22, 30e3, 26),
            Estimated.quality("0.5", 22, 70e3, 28.5),
            Estimated.quality("0.5", 38, 155e3, 32),
            Estimated.quality("1", 22, 200e3, 32.5),
            Estimated.quality("1", 38, 400e3, 36),
            Estimated.quality("1", 54, 950e3, 40.6),
            Estimated.quality("1", 70, 2400e3, 44.8),
            Estimated.lossless(60e6));

    @Test
    void aTerminalNeedsOneRung() {
        LadderProposal proposal = LadderChoice.of(List.of(
                Estimated.lossless(50e3), Estimated.quality("0.5", 38, 45e3, 26), Estimated.slow(38, 40e3, 32)));
        assertThat(proposal.rungs()).containsExactly(Estimated.lossless(50e3));
    }

    @Test
    void filmEndsWhereNothingMoreIsSeenAndGoesDownToBadNetworks() {
        List<RungEstimate> rungs = LadderChoice.of(FILM).rungs();
        RungEstimate best = rungs.get(rungs.size() - 1);
        assertThat(best.rung().fidelity()).isInstanceOf(Fidelity.Quality.class);
        assertThat(best.blockQuality()).isBetween(42.0, 43.0);
        assertThat(best.rung().size()).isEqualTo(new OutputSize.Source());
        assertThat(rungs.get(0).bitrate()).isLessThan(200e3);
        assertThat(rungs).hasSizeBetween(4, 6);
    }

    @Test
    void losslessIsTakenWhereItCostsLittleMore() {
        List<RungEstimate> tried = new ArrayList<>(FILM.subList(0, 7));
        tried.add(Estimated.lossless(1600e3));
        List<RungEstimate> rungs = LadderChoice.of(tried).rungs();
        assertThat(rungs.get(rungs.size() - 1)).isEqualTo(Estimated.lossless(1600e3));
    }

    @Test
    void whatShowsNothingIsLeftOut() {
        RungEstimate useless = Estimated.quality("0.25", 22, 50e3, 15);
        LadderProposal proposal =
                LadderChoice.of(List.of(useless, Estimated.slow(38, 300e3, 35), Estimated.lossless(700e3)));
        assertThat(proposal.tried()).contains(useless);
        assertThat(proposal.rungs()).containsExactly(Estimated.slow(38, 300e3, 35), Estimated.lossless(700e3));
    }

    @Test
    void eachRungBuysSomething() {
        for (int seed = 0; seed < 200; seed++) {
            LadderProposal proposal = LadderChoice.of(random(new Random(seed)));
            List<RungEstimate> rungs = proposal.rungs();
            assertThat(proposal.ladder().rungs()).hasSameSizeAs(rungs);
            for (int i = 1; i < rungs.size(); i++) {
                assertThat(rungs.get(i).bitrate())
                        .isGreaterThanOrEqualTo(1.5 * rungs.get(i - 1).bitrate());
                assertThat(rungs.get(i).quality())
                        .isGreaterThanOrEqualTo(1 + rungs.get(i - 1).quality());
            }
        }
    }

    private static List<RungEstimate> random(Random random) {
        List<RungEstimate> list = new ArrayList<>();
        list.add(Estimated.lossless(Math.exp(9 + 8 * random.nextDouble())));
        for (String scale : List.of("1", "0.75", "0.5", "0.25")) {
            double bitrate = Math.exp(9 + 3 * random.nextDouble());
            double quality = 15 + 20 * random.nextDouble();
            for (int step = 22; step <= 86; step += 16) {
                list.add(Estimated.quality(scale, step, bitrate, Math.min(48, quality)));
                bitrate *= 1.2 + 2 * random.nextDouble();
                quality += 5 * random.nextDouble();
            }
        }
        return list;
    }
}
