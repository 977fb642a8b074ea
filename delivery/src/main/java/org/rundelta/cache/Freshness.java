package org.rundelta.cache;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.rundelta.media.MediaType;

/**
 * For how long an answer may be used without asking again (RFC 9111, 4.2).
 *
 * @param arrived when it was answered
 * @param arrivedAge how many seconds old it was then
 * @param lifetime for how many seconds of its age it is fresh
 * @param staleLifetime for how many seconds more it may be used as long as no upstream answers; 0 if not at all
 */
public record Freshness(Instant arrived, long arrivedAge, long lifetime, long staleLifetime) {
    /** Of what is named after its content, as packages are. */
    private static final long FOR_GOOD = Duration.ofDays(365).toSeconds();

    private static final long MAX_HEURISTIC = 60;
    private static final long STALE_IF_ERROR = Duration.ofDays(1).toSeconds();

    /** With times as they are kept. */
    public Freshness {
        arrived = arrived.truncatedTo(ChronoUnit.MILLIS);
    }

    static Freshness of(String path, HttpHeaders headers, CacheControl control, Instant now) {
        long age = headers.firstValue("age").map(Freshness::number).orElse(0L);
        return new Freshness(now, age, lifetime(path, headers, control, now), staleLifetime(control));
    }

    private static long lifetime(String path, HttpHeaders headers, CacheControl control, Instant now) {
        if (control.has("no-cache")) {
            return 0;
        }
        OptionalLong said = control.seconds("s-maxage");
        if (said.isEmpty()) {
            said = control.seconds("max-age");
        }
        if (said.isPresent()) {
            return said.getAsLong();
        }
        Optional<String> expires = headers.firstValue("expires");
        if (expires.isPresent()) {
            Instant sent = headers.firstValue("date").flatMap(Freshness::date).orElse(now);
            return date(expires.get())
                    .map(end -> Math.max(0, Duration.between(sent, end).toSeconds()))
                    .orElse(0L);
        }
        return MediaType.neverChanges(path) ? FOR_GOOD : heuristic(headers, now);
    }

    /** A tenth of the age of the file (RFC 9111, 4.2.2), within bounds. */
    private static long heuristic(HttpHeaders headers, Instant now) {
        return headers.firstValue("last-modified")
                .flatMap(Freshness::date)
                .map(modified -> Duration.between(modified, now).toSeconds() / 10)
                .map(tenth -> Math.max(1, Math.min(MAX_HEURISTIC, tenth)))
                .orElse(1L);
    }

    /** What its origin wants checked is never used unchecked (4.2.4). */
    private static long staleLifetime(CacheControl control) {
        boolean isForbidden = control.has("no-cache")
                || control.has("must-revalidate")
                || control.has("proxy-revalidate")
                || control.has("s-maxage");
        return isForbidden ? 0 : control.seconds("stale-if-error").orElse(STALE_IF_ERROR);
    }

    /** A date as HTTP writes it. */
    static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long number(String value) {
        return value.matches("[0-9]{1,9}") ? Long.parseLong(value) : 0;
    }

    long age(Instant now) {
        return arrivedAge + Math.max(0, Duration.between(arrived, now).toSeconds());
    }

    boolean isFresh(Instant now) {
        return age(now) < lifetime;
    }

    boolean mayBeUsedStale(Instant now) {
        return age(now) < lifetime + staleLifetime;
    }
}
