package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.ladder.RungEstimate;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.LadderFile;

/**
 * A rung that {@code --ladder auto} chose, in the JSON report; the fields are explained in docs/ladder.md.
 *
 * @param fps null for all frames
 * @param quality null if lossless
 */
record ChosenRung(
        String id,
        int width,
        int height,
        @JsonInclude(JsonInclude.Include.NON_NULL) String fps,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer quality,
        boolean lossless,
        long estimatedBitrate,
        double estimatedPsnr) {
    private static final double HUNDRED = 100;
    private static final double KILO = 1000;

    static List<ChosenRung> all(LadderProposal proposal) {
        return proposal.rungs().stream().map(ChosenRung::of).toList();
    }

    private static ChosenRung of(RungEstimate estimate) {
        Integer quality = estimate.rung().fidelity() instanceof Fidelity.Quality given ? given.value() : null;
        return new ChosenRung(
                estimate.rung().id(),
                estimate.size().width(),
                estimate.size().height(),
                estimate.rung().fps() == null ? null : estimate.rung().fps().toString(),
                quality,
                quality == null,
                Math.round(estimate.bitrate()),
                Math.round(HUNDRED * estimate.quality()) / HUNDRED);
    }

    /** The ladder as a file, with what its rungs are thought to cost and be worth in comments. */
    static String yaml(LadderProposal proposal) {
        StringBuilder yaml = new StringBuilder("rungs:").append(System.lineSeparator());
        for (RungEstimate rung : proposal.rungs()) {
            yaml.append(String.format(
                    Locale.ROOT,
                    "%s # %dx%d, about %,.0f kbit/s, %s%n",
                    LadderFile.line(rung.rung()),
                    rung.size().width(),
                    rung.size().height(),
                    rung.bitrate() / KILO,
                    isExact(rung) ? "exact" : String.format(Locale.ROOT, "%.1f dB", rung.quality())));
        }
        return yaml.toString();
    }

    private static boolean isExact(RungEstimate rung) {
        return rung.rung().fidelity() instanceof Fidelity.Lossless
                && rung.rung().fps() == null;
    }
}
