package org.rundelta.rate;

import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What is expected of the segments of a title.
 *
 * @param models of each
 * @param known those of which the pictures are known, not only the sum
 */
record Outlook(SortedMap<Long, SegmentModel> models, Set<Long> known) {
    /**
     * From samples of some segments; the others are thought to take what these do on average.
     *
     * @param sampled segments that have samples, if they exist
     * @param samples at least one
     */
    static Outlook of(TitleShape title, LongPredicate sampled, SortedMap<Long, SegmentStats> samples, RateLaw law) {
        Samples scales = new Samples(samples.values(), law);
        SortedMap<Long, SegmentModel> models = new TreeMap<>();
        samples.forEach((number, sample) -> models.put(number, scales.model(sample)));
        double seconds =
                title.numbers().filter(sampled).mapToDouble(title::seconds).sum();
        SegmentModel second = SegmentModel.sum(models.values(), law).times(1 / seconds);
        title.numbers()
                .filter(sampled.negate())
                .forEach(number -> models.put(number, second.times(title.seconds(number))));
        return new Outlook(models, samples.keySet());
    }

    /**
     * When some were coded as a whole: what others are expected to take is so many times as much as it turned out to be of
     * these.
     *
     * @param done segments that were coded, if they exist
     */
    Outlook with(SortedMap<Long, SegmentStats> coded, LongPredicate done, RateLaw law, double quantiser) {
        SortedMap<Long, SegmentModel> now = new TreeMap<>();
        coded.forEach((number, stats) -> now.put(number, SegmentModel.of(stats, law)));
        double expected = coded.keySet().stream()
                .mapToDouble(number -> models.get(number).bits(quantiser))
                .sum();
        double factor = expected == 0 ? 1 : bits(now.values(), quantiser) / expected;
        models.forEach((number, model) -> {
            if (!done.test(number)) {
                now.put(number, model.times(factor));
            }
        });
        return new Outlook(now, known);
    }

    /** Bits of all with a quantiser. */
    double bits(double quantiser) {
        return bits(models.values(), quantiser);
    }

    static double bits(Collection<SegmentModel> models, double quantiser) {
        return models.stream().mapToDouble(model -> model.bits(quantiser)).sum();
    }
}
