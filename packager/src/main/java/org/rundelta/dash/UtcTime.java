package org.rundelta.dash;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Times as manifests and time servers write them: xs:dateTime (XML Schema part 2, 3.2.7), ISO 8601. */
public final class UtcTime {
    private UtcTime() {}

    /**
     * Reads a time; without a zone it is UTC.
     *
     * @throws DateTimeException if it is malformed
     */
    public static Instant parse(String text) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }
}
