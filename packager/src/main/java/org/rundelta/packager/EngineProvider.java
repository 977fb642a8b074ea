package org.rundelta.packager;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** Opens engines of one kind; found by {@link java.util.ServiceLoader} if it is on the class path. */
public interface EngineProvider {
    /** What the command line calls it. */
    String name();

    /**
     * Opens one.
     *
     * @param master where it is, in its own words
     * @param settings of its own
     * @param messages gets lines that people may want to read while it works
     * @throws IOException if it is not there
     * @throws IllegalArgumentException if there is no such place or setting
     */
    TaskEngine open(String master, Map<String, String> settings, Consumer<String> messages)
            throws IOException, InterruptedException;
}
