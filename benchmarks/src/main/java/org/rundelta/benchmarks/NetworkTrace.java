package org.rundelta.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bandwidth over time: a JSON array of periods with {@code duration_ms}, {@code bandwidth_kbps} and {@code latency_ms}, in
 * this order, played from the start again when it ends.
 *
 * @param name of the file
 */
record NetworkTrace(String name, List<Period> periods) {
    private static final Pattern PERIOD = Pattern.compile("\\{\\s*\"duration_ms\":\\s*([0-9.]+),"
            + "\\s*\"bandwidth_kbps\":\\s*([0-9.]+),\\s*\"latency_ms\":\\s*([0-9.]+)\\s*}");

    /** Some time with one bandwidth; the latency comes before the first byte of each request. */
    record Period(double seconds, double bitsPerSecond, double latencySeconds) {}

    static NetworkTrace read(Path file) throws IOException {
        List<Period> periods = new ArrayList<>();
        Matcher matcher = PERIOD.matcher(Files.readString(file));
        while (matcher.find()) {
            periods.add(new Period(number(matcher, 1) / 1e3, number(matcher, 2) * 1e3, number(matcher, 3) / 1e3));
        }
        if (periods.stream().noneMatch(period -> period.seconds > 0 && period.bitsPerSecond > 0)) {
            throw new IOException(file + ": is no network trace; see the README beside the traces");
        }
        return new NetworkTrace(file.getFileName().toString(), List.copyOf(periods));
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }

    /** A network with this trace, at its beginning. */
    Network start() {
        return new Network();
    }

    /** A place in the trace. */
    final class Network {
        private int index;
        private double left = periods.get(0).seconds;

        /** Lets time pass. */
        void pass(double seconds) {
            double rest = seconds;
            while (rest >= left) {
                rest -= left;
                advance();
            }
            left -= rest;
        }

        /** Downloads; the seconds that it took. */
        double download(double bytes) {
            double taken = periods.get(index).latencySeconds;
            pass(taken);
            double bits = bytes * Byte.SIZE;
            while (bits > left * periods.get(index).bitsPerSecond) {
                bits -= left * periods.get(index).bitsPerSecond;
                taken += left;
                advance();
            }
            double last = bits / periods.get(index).bitsPerSecond;
            left -= last;
            return taken + last;
        }

        private void advance() {
            index = (index + 1) % periods.size();
            left = periods.get(index).seconds;
        }
    }
}
