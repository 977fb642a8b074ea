package org.rundelta.swarm;

/**
 * How long edges waited, from when they came until they had everything, in seconds.
 *
 * @param last the longest
 * @param mean of those that send; NaN if none do
 * @param freeRiders mean of those that send nothing; NaN if all do
 */
public record SwarmTimes(double last, double mean, double freeRiders) {

    /** Of the time that each edge waited. */
    static SwarmTimes of(SwarmPlan plan, double[] waited) {
        double last = 0;
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int edge = 0; edge < waited.length; edge++) {
            int kind = plan.isFreeRider(edge) ? 1 : 0;
            last = Math.max(last, waited[edge]);
            sums[kind] += waited[edge];
            counts[kind]++;
        }
        return new SwarmTimes(last, sums[0] / counts[0], sums[1] / counts[1]);
    }
}
