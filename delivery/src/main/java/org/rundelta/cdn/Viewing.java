package org.rundelta.cdn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.rundelta.cdn.CdnOptions.FlashCrowd;

/**
 * Draws what viewers ask for. They come through the day, most in the evening; each takes a title by Zipf's law and a rung,
 * and asks for a segment each time that one was played, until the end or until it had enough.
 */
final class Viewing {
    private static final double MS_PER_SECOND = 1000;

    private final CdnOptions options;
    private final Titles titles;

    /** Titles by their rank, for each day. */
    private final List<int[]> ranks = new ArrayList<>();

    private Viewing(CdnOptions options, Titles titles) {
        this.options = options;
        this.titles = titles;
    }

    static Workload draw(CdnOptions options) {
        SplittableRandom random = new SplittableRandom(options.seed());
        Titles titles = Titles.drawn(options, random.split());
        return new Viewing(options, titles).workload(random);
    }

    private Workload workload(SplittableRandom random) {
        int[] yesterday = shuffled(random.split());
        SplittableRandom churning = random.split();
        SplittableRandom erring = random.split();
        List<double[]> forecasts = new ArrayList<>();
        for (int day = 0; day < options.days(); day++) {
            forecasts.add(forecast(yesterday, erring));
            yesterday = churned(yesterday, churning);
            ranks.add(yesterday);
        }
        List<RequestLog> regions = new ArrayList<>();
        for (int region = 0; region < options.regions(); region++) {
            regions.add(new Region(region, random.split()).requests());
        }
        double startShare = Math.min(1, CdnOptions.START_SECONDS / options.segmentSeconds());
        return new Workload(titles, regions, forecasts, startShare);
    }

    private int[] shuffled(SplittableRandom random) {
        int[] order = new int[titles.count()];
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }

    private int[] churned(int[] order, SplittableRandom random) {
        int[] churned = order.clone();
        long swaps = Math.round(options.churn() * order.length / 2);
        for (long i = 0; i < swaps; i++) {
            swap(churned, random.nextInt(churned.length), random.nextInt(churned.length));
        }
        return churned;
    }

    private static void swap(int[] order, int one, int other) {
        int kept = order[one];
        order[one] = order[other];
        order[other] = kept;
    }

    /** As yesterday, give or take the error. */
    private double[] forecast(int[] order, SplittableRandom random) {
        double[] weights = Sampler.zipf(order.length, options.zipf());
        double sum = Arrays.stream(weights).sum();
        double perDay = (double) options.viewers() / options.regions() * CdnOptions.SECONDS_PER_DAY / options.seconds();
        double[] views = new double[titles.groups()];
        for (int rank = 0; rank < order.length; rank++) {
            double error = Math.exp(options.predictionError() * random.nextGaussian());
            for (int rung = 0; rung < titles.rungs(); rung++) {
                views[order[rank] * titles.rungs() + rung] =
                        perDay * weights[rank] / sum * CdnOptions.RUNG_SHARES[rung] * error;
            }
        }
        return views;
    }

    /** One region's sessions, as events. */
    private final class Region {
        private final SplittableRandom random;
        private final Sampler byRank = new Sampler(Sampler.zipf(titles.count(), options.zipf()));
        private final Sampler byRung = new Sampler(CdnOptions.RUNG_SHARES);
        private final RequestLog log = new RequestLog();
        private final EventQueue queue = new EventQueue();
        private final int[] arrivals;

        // Sessions that go on, by their number; those behind are free.
        private int[] nextObject = new int[1024];
        private int[] left = new int[1024];
        private int[] free = new int[1024];
        private int sessions;
        private int freed;

        Region(int region, SplittableRandom random) {
            this.random = random;
            int viewers = (int) ((long) options.viewers() * (region + 1) / options.regions()
                    - (long) options.viewers() * region / options.regions());
            arrivals = arrivals(viewers);
        }

        RequestLog requests() {
            int next = 0;
            while (next < arrivals.length || !queue.isEmpty()) {
                if (queue.isEmpty() || next < arrivals.length && arrivals[next] <= queue.timeMs()) {
                    begin(arrivals[next++]);
                } else {
                    long time = queue.timeMs();
                    request(time, queue.remove(), false);
                }
            }
            log.complete(options.seconds());
            return log;
        }

        /** In ms, sorted. */
        private int[] arrivals(int viewers) {
            double[] minutes = new double[options.hours() * 60];
            for (int minute = 0; minute < minutes.length; minute++) {
                double phase = 2 * Math.PI * (minute / 60.0 - CdnOptions.BUSIEST_HOUR) / 24;
                minutes[minute] = 1 + CdnOptions.DAY_SWING * Math.cos(phase);
            }
            Sampler byMinute = new Sampler(minutes);
            int[] times = new int[viewers];
            for (int i = 0; i < viewers; i++) {
                times[i] = byMinute.next(random) * 60_000 + random.nextInt(60_000);
            }
            Arrays.sort(times);
            return times;
        }

        private void begin(int timeMs) {
            int rung = byRung.next(random);
            int group = title(timeMs) * titles.rungs() + rung;
            int session = freed > 0 ? free[--freed] : sessions++;
            if (session == nextObject.length) {
                nextObject = Arrays.copyOf(nextObject, 2 * session);
                left = Arrays.copyOf(left, 2 * session);
                free = Arrays.copyOf(free, 2 * session);
            }
            if (session == EventQueue.NUMBERS) {
                throw new IllegalArgumentException("more than " + session
                        + " sessions at once in a region; simulate fewer viewers, or more regions");
            }
            nextObject[session] = titles.firstObject(group);
            left[session] = watched(titles.segments(group));
            request(timeMs, session, true);
        }

        private int title(int timeMs) {
            int[] today = ranks.get((int) (timeMs / MS_PER_SECOND) / CdnOptions.SECONDS_PER_DAY);
            double hour = timeMs / MS_PER_SECOND / CdnOptions.SECONDS_PER_HOUR;
            for (FlashCrowd crowd : options.crowds()) {
                boolean isOn = hour >= crowd.hour() && hour < crowd.hour() + crowd.hours();
                if (isOn && random.nextDouble() < crowd.share()) {
                    return ranks.get(0)[titles.count() / 2];
                }
            }
            return today[byRank.next(random)];
        }

        private int watched(int segments) {
            if (random.nextDouble() < CdnOptions.COMPLETE_SHARE) {
                return segments;
            }
            double mean = Math.max(1, CdnOptions.LEFT_SHARE * segments);
            double drawn = Math.log(1 - random.nextDouble()) / Math.log(1 - 1 / (mean + 1e-9));
            return (int) Math.min(segments, 1 + (long) drawn);
        }

        private void request(long timeMs, int session, boolean isFirst) {
            log.add((int) (timeMs / MS_PER_SECOND), nextObject[session]++, isFirst);
            long next = timeMs + options.segmentSeconds() * (long) MS_PER_SECOND;
            if (--left[session] > 0 && next < options.seconds() * (long) MS_PER_SECOND) {
                queue.add(next, session);
            } else {
                free[freed++] = session;
            }
        }
    }
}
