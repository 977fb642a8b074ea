package org.rundelta.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Says what is wrong once a minute, however often it is. */
final class RareLog {
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Consumer<String> out;
    private final Map<String, Long> said = new ConcurrentHashMap<>();

    RareLog(Consumer<String> out) {
        this.out = out;
    }

    /** Says it, unless the same was said of the same a moment ago. */
    void say(String of, String what) {
        long now = System.nanoTime();
        Long next = said.compute(of, (key, before) -> before == null || now - before > PAUSE_NANOS ? now : before);
        if (next == now) {
            out.accept(of + ": " + what);
        }
    }
}
