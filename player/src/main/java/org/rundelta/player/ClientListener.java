package org.rundelta.player;

/** Is told how a playback gets on. */
public interface ClientListener {
    /** Tells nobody. */
    ClientListener SILENT = new ClientListener() {};

    /**
     * The manifest is read.
     *
     * @param segments to be played, -1 if that is not known yet
     */
    default void opened(int segments) {}

    /** A segment is there, from {@code source}. */
    default void fetched(ClientReport.Source source) {}
}
