package org.rundelta.cdn;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Requests that were recorded: a line for each, the time in seconds, a number that stands for what was asked for, and its bytes,
 * with blanks between. That is the format of LRB and of Caffeine's simulator; what follows in a line is passed over.
 */
public final class RequestTrace {
    /** Times begin with the first, so that they may be since whenever. */
    private static final long MOST_SECONDS = 60L * CdnOptions.SECONDS_PER_DAY;

    private static final String FORMAT = "; a line is time in seconds, key and bytes, as in \"12 4711 250000\"";

    private final String where;
    private final InputStream in;
    private final RequestLog log = new RequestLog();
    private final KeyNumbers keys = new KeyNumbers();
    private int[] sizes = new int[1024];
    private int next;
    private long line = 1;
    private long start = -1;
    private long last;

    private RequestTrace(String where, InputStream in) throws IOException {
        this.where = where;
        this.in = in;
        next = in.read();
    }

    /**
     * Reads a trace.
     *
     * @throws IOException if the file cannot be read
     * @throws CdnException if it is malformed, empty, longer than 60 days, or not in the order of time
     */
    public static RequestTrace read(Path file) throws IOException, CdnException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(file.toString(), in);
        }
    }

    static RequestTrace read(String where, InputStream in) throws IOException, CdnException {
        RequestTrace trace = new RequestTrace(where, in);
        while (trace.next >= 0) {
            trace.readLine();
        }
        if (trace.log.size() == 0) {
            throw trace.wrong("there is no request");
        }
        trace.log.complete((int) (trace.last - trace.start) + 1);
        return trace;
    }

    /** How long it is, begun hours counted as whole ones. */
    public int hours() {
        return (log.seconds() + CdnOptions.SECONDS_PER_HOUR - 1) / CdnOptions.SECONDS_PER_HOUR;
    }

    RequestLog log() {
        return log;
    }

    /** Bytes of each object. */
    int[] sizes() {
        return Arrays.copyOf(sizes, keys.size());
    }

    private void readLine() throws IOException, CdnException {
        skipBlanks();
        if (!isEndOfLine()) {
            long time = number("time");
            long key = number("key");
            long size = number("size");
            add(time, key, size);
            while (!isEndOfLine()) {
                next = in.read();
            }
        }
        if (next == '\r') {
            next = in.read();
        }
        if (next == '\n') {
            next = in.read();
            line++;
        }
    }

    private void add(long time, long key, long size) throws CdnException {
        if (start < 0) {
            start = time;
            last = time;
        }
        if (time < last) {
            throw wrong("the time " + time + " is before that of the line before; sort it by time");
        }
        if (time - start >= MOST_SECONDS) {
            throw wrong("more than 60 days after the first line; times are in seconds");
        }
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw wrong(size + " bytes: objects of 1 to " + Integer.MAX_VALUE + " bytes can be simulated");
        }
        last = time;
        int object = keys.of(key);
        if (object == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * object);
        }
        if (sizes[object] == 0) {
            sizes[object] = (int) size; // an object that changes its size keeps the first
        }
        log.add((int) (time - start), object, true);
    }

    private long number(String what) throws IOException, CdnException {
        skipBlanks();
        long number = 0;
        int digits = 0;
        while (next >= '0' && next <= '9') {
            number = 10 * number + next - '0';
            if (++digits > 18) {
                throw wrong("the " + what + " has more than 18 digits" + FORMAT);
            }
            next = in.read();
        }
        if (digits == 0 || !isBlank() && !isEndOfLine()) {
            throw wrong("the " + what + " is not a whole number" + FORMAT);
        }
        return number;
    }

    private void skipBlanks() throws IOException {
        while (isBlank()) {
            next = in.read();
        }
    }

    private boolean isBlank() {
        return next == ' ' || next == '\t';
    }

    private boolean isEndOfLine() {
        return next < 0 || next == '\n' || next == '\r';
    }

    private CdnException wrong(String problem) {
        return new CdnException(where + ": line " + line + ": " + problem);
    }
}
