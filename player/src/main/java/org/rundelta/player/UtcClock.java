package org.rundelta.player;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rundelta.dash.Descriptor;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.UriReference;
import org.rundelta.dash.UtcTime;

/** What time it is for the server of a live title: by its {@code UTCTiming} if there is one that works, else by this machine. */
final class UtcClock {
    private static final String SCHEME = "urn:mpeg:dash:utc:";
    private static final int MAX_BYTES = 1000;

    private final Duration ahead;

    private UtcClock(Duration ahead) {
        this.ahead = ahead;
    }

    /**
     * Sets a clock by the first of the timings that works.
     *
     * @param manifest against which URLs resolve
     */
    static UtcClock of(List<Descriptor> timings, URI manifest, Downloads downloads) {
        for (Descriptor timing : timings) {
            try {
                if (timing.schemeIdUri().equals(SCHEME + "direct:2014")) {
                    return new UtcClock(Duration.between(Instant.now(), UtcTime.parse(String.valueOf(timing.value()))));
                }
                if (timing.schemeIdUri().equals(SCHEME + "http-head:2014")) {
                    return headed(UriReference.resolve(manifest, firstOf(timing)), downloads);
                }
                if (timing.schemeIdUri().matches(SCHEME + "http-(iso|xsdate):2014")) {
                    return asked(UriReference.resolve(manifest, firstOf(timing)), downloads);
                }
            } catch (IOException | ManifestException | DateTimeException e) {
                // then the next
            }
        }
        return new UtcClock(Duration.ZERO);
    }

    /** A value may list several servers. */
    private static String firstOf(Descriptor timing) {
        return String.valueOf(timing.value()).strip().split("\\s+", 2)[0];
    }

    /** Of the whole seconds in a header the middle is taken. */
    private static UtcClock headed(URI server, Downloads downloads) throws IOException {
        Instant date = downloads.date(server).plusMillis(500);
        return new UtcClock(Duration.between(Instant.now(), date));
    }

    /** The answer is taken to be of the middle between request and answer. */
    private static UtcClock asked(URI server, Downloads downloads) throws IOException {
        Instant before = Instant.now();
        byte[] answer = downloads.get(server, MAX_BYTES).bytes();
        Instant after = Instant.now();
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        return new UtcClock(Duration.between(middle, UtcTime.parse(new String(answer, StandardCharsets.UTF_8))));
    }

    Instant now() {
        return Instant.now().plus(ahead);
    }
}
