package org.rundelta.player;

import org.rundelta.dash.Location;

/**
 * A segment as it came.
 *
 * @param period that it is of
 * @param location where it was
 * @param init its initialization segment, empty if there is none
 */
record FetchedMedia(
        PlayablePeriod period, LocatedRepresentation representation, Location location, byte[] init, byte[] bytes) {}
