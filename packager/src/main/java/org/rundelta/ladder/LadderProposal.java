package org.rundelta.ladder;

import java.util.List;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.Rung;

/**
 * A ladder for a title, and why.
 *
 * @param rungs chosen, best last, at least one
 * @param hull of all that was tried
 * @param tried all rungs that were tried to the end, in no order
 */
public record LadderProposal(List<RungEstimate> rungs, Hull hull, List<RungEstimate> tried) {
    public LadderProposal {
        rungs = List.copyOf(rungs);
        tried = List.copyOf(tried);
    }

    /** The ladder. */
    public Ladder ladder() {
        List<Rung> list = rungs.stream().map(RungEstimate::rung).toList();
        return new Ladder(list);
    }
}
