package org.rundelta.player;

/**
 * A segment as it came.
 *
 * @param period that it is of
 * @param init its initialization segment, empty if there is none
 */
record FetchedMedia(PlayablePeriod period, LocatedRepresentation representation, byte[] init, byte[] bytes) {}
