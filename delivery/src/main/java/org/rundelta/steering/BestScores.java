package org.rundelta.steering;

/** The highest scores of those that were offered, and whose they are; of equal ones what came first. */
final class BestScores {
    private final int[] places;
    private final double[] scores;
    private int size;

    /** @param most how many are kept */
    BestScores(int most) {
        places = new int[most];
        scores = new double[most];
    }

    /** What a score has to be above to be kept. */
    double bar() {
        return size < scores.length ? Double.NEGATIVE_INFINITY : scores[size - 1];
    }

    void offer(int place, double score) {
        int at = size;
        while (at > 0 && scores[at - 1] < score) {
            at--;
        }
        if (at == scores.length) {
            return;
        }
        size = Math.min(size + 1, scores.length);
        System.arraycopy(scores, at, scores, at + 1, size - at - 1);
        System.arraycopy(places, at, places, at + 1, size - at - 1);
        scores[at] = score;
        places[at] = place;
    }

    int size() {
        return size;
    }

    /** @param rank from 0 */
    int place(int rank) {
        return places[rank];
    }

    double score(int rank) {
        return scores[rank];
    }
}
