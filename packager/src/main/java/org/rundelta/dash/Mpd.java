package org.rundelta.dash;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A media presentation description (ISO/IEC 23009-1, 5.3.1).
 *
 * @param type {@code static}: what is described here does not change while it is played; or {@code dynamic}
 * @param availabilityStartTime of a dynamic presentation, to which all its times relate; or null
 * @param publishTime of a dynamic presentation: when this description was made; or null
 * @param minimumUpdatePeriod of a dynamic presentation: how long a client may rely on this description; or null
 * @param timeShiftBufferDepth of a dynamic presentation: how long segments stay there; null for ever
 * @param suggestedPresentationDelay of a dynamic presentation: how far behind live it is best shown; or null
 * @param profiles URIs of the DASH profiles it keeps to, at least one
 * @param mediaPresentationDuration of the whole presentation, or null if only its periods say
 * @param minBufferTime what a client must have buffered for {@code Representation@bandwidth} to hold; see
 *     {@link Bandwidth}
 * @param baseUrls alternatives against which all relative URLs below resolve, possibly none
 * @param locations where a client of a dynamic presentation is to get the next description, possibly none (5.3.1.2)
 * @param contentSteering whom to ask which of these to use, or null
 * @param periods at least one, in order of time
 * @param utcTimings where a client of a dynamic presentation may learn what time it is, possibly none
 */
public record Mpd(
        List<String> profiles,
        String type,
        Instant availabilityStartTime,
        Instant publishTime,
        Duration minimumUpdatePeriod,
        Duration timeShiftBufferDepth,
        Duration suggestedPresentationDelay,
        Duration mediaPresentationDuration,
        Duration minBufferTime,
        List<String> locations,
        List<BaseUrl> baseUrls,
        ContentSteering contentSteering,
        List<Period> periods,
        List<Descriptor> utcTimings) {
    /** The ISO base media file format live profile: segment templates, each segment at its own URL. */
    public static final String LIVE_PROFILE = "urn:mpeg:dash:profile:isoff-live:2011";

    /** The ISO base media file format on-demand profile: one file with an index for each representation. */
    public static final String ON_DEMAND_PROFILE = "urn:mpeg:dash:profile:isoff-on-demand:2011";

    /** The full profile: all that the standard has. */
    public static final String FULL_PROFILE = "urn:mpeg:dash:profile:full:2011";

    /** The CMAF profile (ISO/IEC 23000-19). */
    public static final String CMAF_PROFILE = "urn:mpeg:dash:profile:cmaf:2019";

    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    private static final String STATIC = "static";
    private static final String DYNAMIC = "dynamic";

    /** A static presentation. */
    public Mpd(
            List<String> profiles,
            Duration mediaPresentationDuration,
            Duration minBufferTime,
            List<BaseUrl> baseUrls,
            ContentSteering contentSteering,
            List<Period> periods) {
        this(
                profiles,
                STATIC,
                null,
                null,
                null,
                null,
                null,
                mediaPresentationDuration,
                minBufferTime,
                List.of(),
                baseUrls,
                contentSteering,
                periods,
                List.of());
    }

    /** @throws IllegalArgumentException if a required value is missing or a duration negative */
    public Mpd {
        profiles = Check.list(profiles);
        locations = Check.list(locations);
        baseUrls = Check.list(baseUrls);
        periods = Check.list(periods);
        utcTimings = Check.list(utcTimings);
        type = type == null ? STATIC : type;
        Check.that(type.equals(STATIC) || type.equals(DYNAMIC), "MPD@type is neither static nor dynamic");
        Check.that(
                type.equals(STATIC) || availabilityStartTime != null,
                "MPD@availabilityStartTime is missing in a dynamic MPD");
        Check.that(!profiles.isEmpty(), "MPD@profiles is missing");
        Check.that(minBufferTime != null, "MPD@minBufferTime is missing");
        Check.that(!periods.isEmpty(), "MPD has no Period");
        Check.notNegative("MPD@minBufferTime", minBufferTime);
        Check.notNegative("MPD@mediaPresentationDuration", mediaPresentationDuration);
        Check.notNegative("MPD@minimumUpdatePeriod", minimumUpdatePeriod);
        Check.notNegative("MPD@timeShiftBufferDepth", timeShiftBufferDepth);
        Check.notNegative("MPD@suggestedPresentationDelay", suggestedPresentationDelay);
    }

    /**
     * The same as a dynamic presentation that is not over: how long it and its periods last is left out.
     *
     * @param start to which all its times relate
     * @param made when this description was made
     * @param update how long a client may rely on it
     * @param depth how long segments stay there; null for ever
     * @param delay how far behind live it is best shown
     * @param clocks where a client may learn what time it is
     */
    public Mpd growing(
            Instant start, Instant made, Duration update, Duration depth, Duration delay, List<Descriptor> clocks) {
        return new Mpd(
                profiles,
                DYNAMIC,
                start,
                made,
                update,
                depth,
                delay,
                null,
                minBufferTime,
                locations,
                baseUrls,
                contentSteering,
                periods.stream().map(Period::withoutDuration).toList(),
                clocks);
    }

    /** Whether it may change while it is played. */
    public boolean changes() {
        return type.equals(DYNAMIC);
    }

    /**
     * When the period begins, since the start of the presentation (5.3.2.1); null if that is not said.
     *
     * @param period of these
     */
    public Duration startOf(Period period) {
        Duration since = Duration.ZERO;
        int first = indexOf(period);
        while (first > 0 && periods.get(first).start() == null) {
            first--;
            Duration before = periods.get(first).duration();
            if (before == null) {
                return null;
            }
            since = since.plus(before);
        }
        Duration start = periods.get(first).start();
        return start == null ? since : start.plus(since);
    }

    /**
     * How long the period lasts: what it says itself, else up to the start of the next or the end of the presentation;
     * null if that is not said.
     *
     * @param period of these
     */
    public Duration durationOf(Period period) {
        if (period.duration() != null) {
            return period.duration();
        }
        int next = indexOf(period) + 1;
        Duration end = next == periods.size() ? mediaPresentationDuration : startOf(periods.get(next));
        Duration start = startOf(period);
        return end == null || start == null ? null : end.minus(start);
    }

    @SuppressWarnings("ReferenceEquality") // equal periods may follow each other
    private int indexOf(Period period) {
        for (int i = 0; i < periods.size(); i++) {
            if (periods.get(i) == period) {
                return i;
            }
        }
        throw new IllegalArgumentException("the period is not of this MPD");
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
