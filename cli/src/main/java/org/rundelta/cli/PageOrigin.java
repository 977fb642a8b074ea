package org.rundelta.cli;

import java.time.LocalDate;

/**
 * Where a page of results comes from.
 *
 * @param command the line that made it
 * @param date of the day, UTC
 */
record PageOrigin(Machine machine, String command, LocalDate date) {}
