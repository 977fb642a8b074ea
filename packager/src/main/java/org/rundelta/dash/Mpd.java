package org.rundelta.dash;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/**
 * A media presentation description of a static presentation (ISO/IEC 23009-1, 5.3.1).
 *
 * @param profiles URIs of the DASH profiles it keeps to, at least one
 * @param mediaPresentationDuration of the whole presentation, or null if only its periods say
 * @param minBufferTime what a client must have buffered for {@code Representation@bandwidth} to hold; see
 *     {@link Bandwidth}
 * @param baseUrls alternatives against which all relative URLs below resolve, possibly none
 * @param contentSteering whom to ask which of these to use, or null
 * @param periods at least one, in order of time
 */
public record Mpd(
        List<String> profiles,
        Duration mediaPresentationDuration,
        Duration minBufferTime,
        List<BaseUrl> baseUrls,
        ContentSteering contentSteering,
        List<Period> periods) {
    /** The ISO base media file format live profile: segment templates, each segment at its own URL. */
    public static final String LIVE_PROFILE = "urn:mpeg:dash:profile:isoff-live:2011";

    /** The ISO base media file format on-demand profile: one file with an index for each representation. */
    public static final String ON_DEMAND_PROFILE = "urn:mpeg:dash:profile:isoff-on-demand:2011";

    /** The full profile: all that the standard has. */
    public static final String FULL_PROFILE = "urn:mpeg:dash:profile:full:2011";

    /** The CMAF profile (ISO/IEC 23000-19). */
    public static final String CMAF_PROFILE = "urn:mpeg:dash:profile:cmaf:2019";

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    /** @throws IllegalArgumentException if a required value is missing or a duration negative */
    public Mpd {
        profiles = Check.list(profiles);
        baseUrls = Check.list(baseUrls);
        periods = Check.list(periods);
        Check.that(!profiles.isEmpty(), "MPD@profiles is missing");
        Check.that(minBufferTime != null, "MPD@minBufferTime is missing");
        Check.that(!periods.isEmpty(), "MPD has no Period");
        Check.notNegative("MPD@minBufferTime", minBufferTime);
        Check.notNegative("MPD@mediaPresentationDuration", mediaPresentationDuration);
    }

    /** The attribute of that name: what is described here does not change while it is played. */
    public String type() {
        return "static";
    }

    /**
     * How long the period lasts: what it says itself, or for the only period what the MPD says; null if neither does.
     */
    public Duration durationOf(Period period) {
        return period.duration() == null && periods.size() == 1 ? mediaPresentationDuration : period.duration();
    }

    /**
     * A media time as a duration, rounded up to whole nanoseconds so that no media lies after it.
     *
     * @param ticks not negative
     * @param timescale ticks per second, at least 1
     */
    public static Duration duration(long ticks, long timescale) {
        BigInteger scale = BigInteger.valueOf(timescale);
        BigInteger nanos = BigInteger.valueOf(ticks)
                .multiply(NANOS_PER_SECOND)
                .add(scale.subtract(BigInteger.ONE))
                .divide(scale);
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
