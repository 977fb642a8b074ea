package org.rundelta.cdn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a workload of a trace. What is expected on a day is what was asked for the day before. */
final class Recorded {
    private Recorded() {}

    static Workload of(RequestTrace trace, CdnOptions options) {
        RequestLog log = trace.log();
        Titles titles = Titles.ofObjects(trace.sizes());
        SplittableRandom random = new SplittableRandom(options.seed());
        List<double[]> forecasts = new ArrayList<>();
        double[] views = new double[titles.groups()];
        for (int day = 0; day < options.days(); day++) {
            double[] forecast = views.clone();
            for (int group = 0; group < forecast.length; group++) {
                forecast[group] *= Math.exp(options.predictionError() * random.nextGaussian());
            }
            forecasts.add(forecast);
            views = views(log, day, titles);
        }
        return new Workload(titles, List.of(log), forecasts, 1);
    }

    private static double[] views(RequestLog log, int day, Titles titles) {
        int from = Math.min(log.seconds(), day * CdnOptions.SECONDS_PER_DAY);
        int to = Math.min(log.seconds(), from + CdnOptions.SECONDS_PER_DAY);
        double[] views = new double[titles.groups()];
        for (int i = log.start(from); i < log.start(to); i++) {
            views[titles.group(log.object(i))]++;
        }
        return views;
    }
}
