/**
 * A headless streaming client: a buffer, a loop that asks a rule for a rung and a fetcher for the segment, and a report of
 * what a viewer got. Time and network are behind {@link org.rundelta.player.PlaybackClock} and {@link
 * org.rundelta.player.SegmentFetcher}. Units as in {@link org.rundelta.abr}.
 */
package org.rundelta.player;
