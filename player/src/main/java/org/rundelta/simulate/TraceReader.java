package org.rundelta.simulate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.simulate.NetworkTrace.Period;

/**
 * Reads network traces of three formats, told apart by their first characters: JSON of Sabre, CSV with a head, and
 * Mahimahi's list of times. docs/simulation.md describes them.
 */
public final class TraceReader {
    /** More than anybody records; a limit for memory. */
    static final int MAX_BYTES = 64 << 20;

    static final int MAX_PERIODS = 2_000_000;

    /** Mahimahi delivers packets of this size, and calls that a delivery opportunity. */
    private static final double PACKET_BITS = 1500 * 8;

    /** Packets are counted over this time; less would say more of packets than of bandwidth. */
    private static final int MAHIMAHI_PERIOD_MS = 100;

    private static final List<String> COLUMNS = List.of("duration_ms", "bandwidth_kbps", "latency_ms");

    private final String where;

    private TraceReader(String where) {
        this.where = where;
    }

    private record JsonPeriod(
            @JsonProperty("duration_ms") double durationMs,
            @JsonProperty("bandwidth_kbps") double bandwidthKbps,
            @JsonProperty("latency_ms") double latencyMs) {}

    /**
     * Reads a trace.
     *
     * @throws IOException if the file cannot be read
     * @throws SimulationException if it is not a trace of these formats, too large, or carries nothing
     */
    public static NetworkTrace read(Path file) throws IOException, SimulationException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        String set = folder == null || folder.getFileName() == null
                ? ""
                : folder.getFileName().toString();
        return read(JsonText.bytes(file, MAX_BYTES), set, String.valueOf(file.getFileName()), file.toString());
    }

    /**
     * Reads a trace from memory.
     *
     * @param set the folder it is from
     * @param name of the file
     * @param where for messages
     */
    static NetworkTrace read(byte[] document, String set, String name, String where) throws SimulationException {
        List<Period> periods = new TraceReader(where).periods(document);
        try {
            return new NetworkTrace(set, name, periods);
        } catch (IllegalArgumentException e) {
            throw new SimulationException(where + ": is no trace of a network: " + e.getMessage(), e);
        }
    }

    private List<Period> periods(byte[] document) throws SimulationException {
        String start = new String(document, 0, Math.min(document.length, 64), StandardCharsets.UTF_8).strip();
        if (start.startsWith("[") || start.startsWith("{")) {
            return json(document);
        }
        String[] lines = new String(document, StandardCharsets.UTF_8).split("\\R", MAX_PERIODS + 2);
        if (lines[0].startsWith(COLUMNS.get(0))) {
            return csv(lines);
        }
        if (lines[0].matches("\\d+\\s*")) {
            return mahimahi(lines);
        }
        throw new SimulationException(
                where + ": is no network trace: neither JSON of periods, nor CSV that begins with "
                        + String.join(",", COLUMNS) + ", nor Mahimahi's times in whole ms");
    }

    private List<Period> json(byte[] document) throws SimulationException {
        List<Period> periods = new ArrayList<>();
        for (JsonPeriod period : JsonText.read(document, JsonPeriod[].class, where)) {
            if (period == null) {
                throw new SimulationException(where + ": malformed: one of its periods is null");
            }
            add(periods, period.durationMs, period.bandwidthKbps, period.latencyMs, "period " + periods.size());
        }
        return periods;
    }

    private List<Period> csv(String[] lines) throws SimulationException {
        int columns = lines[0].split(",", -1).length;
        String head = String.join(",", COLUMNS.subList(0, Math.min(columns, COLUMNS.size())));
        if (columns < 2 || !lines[0].strip().equals(head)) {
            throw new SimulationException(where + ": malformed in line 1: the columns are " + String.join(",", COLUMNS)
                    + ", of which the last may be left out");
        }
        List<Period> periods = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            String[] cells = lines[i].split(",", -1);
            String place = "line " + (i + 1);
            if (cells.length != columns) {
                throw new SimulationException(
                        where + ": malformed in " + place + ": " + cells.length + " columns, not " + columns);
            }
            double latency = columns == 2 ? 0 : number(cells[2], place);
            add(periods, number(cells[0], place), number(cells[1], place), latency, place);
        }
        return periods;
    }

    private double number(String cell, String place) throws SimulationException {
        try {
            return Double.parseDouble(cell.strip());
        } catch (NumberFormatException e) {
            throw new SimulationException(where + ": malformed in " + place + ": " + cell + " is not a number", e);
        }
    }

    /** Each line is the time in ms at which a packet can be delivered; the last one is the length of the trace. */
    private List<Period> mahimahi(String[] lines) throws SimulationException {
        List<Period> periods = new ArrayList<>();
        double packets = 0;
        long last = 0;
        long end = MAHIMAHI_PERIOD_MS;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            long time = time(lines[i].strip(), last, "line " + (i + 1));
            while (time > end) {
                add(periods, MAHIMAHI_PERIOD_MS, packets * PACKET_BITS / MAHIMAHI_PERIOD_MS, 0, "line " + (i + 1));
                packets = 0;
                end += MAHIMAHI_PERIOD_MS;
            }
            packets++;
            last = time;
        }
        double rest = last - (end - MAHIMAHI_PERIOD_MS);
        if (rest > 0) {
            add(periods, rest, packets * PACKET_BITS / rest, 0, "its last line");
        }
        return periods;
    }

    private long time(String line, long least, String place) throws SimulationException {
        double time = number(line, place);
        if (!(time >= least && time <= (long) MAX_PERIODS * MAHIMAHI_PERIOD_MS && time == Math.rint(time))) {
            throw new SimulationException(where + ": malformed in " + place + ": " + line
                    + " is not a time in ms, at or after the one before");
        }
        return (long) time;
    }

    private void add(List<Period> periods, double ms, double kbps, double latencyMs, String place)
            throws SimulationException {
        if (periods.size() == MAX_PERIODS) {
            throw new SimulationException(where + ": over the limit: more than " + MAX_PERIODS + " periods");
        }
        try {
            periods.add(new Period(ms, kbps, latencyMs));
        } catch (IllegalArgumentException e) {
            throw new SimulationException(where + ": malformed in " + place + ": " + e.getMessage(), e);
        }
    }
}
