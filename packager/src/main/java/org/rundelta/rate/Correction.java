package org.rundelta.rate;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chooses as few segments of a title as need be coded again for it to take what it may, and to look alike all over. */
final class Correction {
    /** So far from its plan the mean quantiser of a segment may be. */
    static final double EVEN = 2;

    /** How much finer or coarser than planned segments are made to make up for others; if all are, there is no limit. */
    private static final double STEP = 1;

    private static final int SEARCH_STEPS = 30;

    private final double budget;
    private final SortedMap<Long, SegmentStats> coded;
    private final SortedMap<Long, SegmentPlan> plans;
    private final SortedMap<Long, SegmentPlan> again = new TreeMap<>();

    /**
     * For a title.
     *
     * @param budget bits of all segments
     * @param coded what came of each
     * @param plans for each, with which all would take the budget
     */
    Correction(double budget, SortedMap<Long, SegmentStats> coded, SortedMap<Long, SegmentPlan> plans) {
        this.budget = budget;
        this.coded = coded;
        this.plans = plans;
    }

    /**
     * Plans for those segments that are to be coded again; none if all is well.
     *
     * @param tolerance bits by which the budget may be missed
     */
    SortedMap<Long, SegmentPlan> choose(double tolerance) {
        plans.keySet().stream().filter(this::isWrong).forEach(number -> again.put(number, plans.get(number)));
        double missing = budget - bits(0);
        if (Math.abs(missing) > tolerance) {
            add(missing);
        }
        double step = step();
        again.replaceAll((number, plan) -> shifted(plan, step));
        return again;
    }

    private boolean isWrong(long number) {
        SegmentStats stats = coded.get(number);
        SegmentPlan plan = plans.get(number);
        boolean isUneven = stats.photoBits() > 0 && Math.abs(stats.meanQuantiser() - plan.quantiser()) > EVEN;
        return isUneven || (plan.cap() != null && !plan.cap().holds(List.of(stats)));
    }

    /** Adds segments until they can make up for what is missing: those first that change most for the work. */
    private void add(double missing) {
        double step = missing < 0 ? STEP : -STEP;
        double left = budget - bits(step);
        List<Long> others = plans.keySet().stream()
                .filter(number -> !again.containsKey(number) && change(number, step) * missing > 0)
                .sorted(Comparator.comparingDouble(number ->
                        -Math.abs(change(number, step)) / coded.get(number).size()))
                .toList();
        for (long number : others) {
            if (left * missing <= 0) {
                break;
            }
            again.put(number, plans.get(number));
            left -= change(number, step);
        }
    }

    /** What a segment takes more if it is coded again, so much coarser than planned. */
    private double change(long number, double step) {
        return shifted(plans.get(number), step).bits() - coded.get(number).bits();
    }

    /** Bits of all if those chosen are coded so much coarser than planned. */
    private double bits(double step) {
        double sum = 0;
        for (long number : plans.keySet()) {
            sum += coded.get(number).bits() + (again.containsKey(number) ? change(number, step) : 0);
        }
        return sum;
    }

    /** How much coarser those chosen are to be. */
    private double step() {
        boolean isAll = again.size() == plans.size();
        double low = isAll ? -Quantisers.COARSEST : -STEP;
        double high = -low;
        for (int i = 0; i < SEARCH_STEPS; i++) {
            double middle = (low + high) / 2;
            if (bits(middle) > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static SegmentPlan shifted(SegmentPlan plan, double step) {
        return plan.with(plan.model(), Math.min(Math.max(plan.quantiser() + step, 0), Quantisers.COARSEST));
    }
}
