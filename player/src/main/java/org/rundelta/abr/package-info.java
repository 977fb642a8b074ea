/**
 * Rules that choose a rung for each segment (adaptive bitrate, ABR), and what they go by. They see what a client observed
 * and nothing else: no clock, no network, no threads; only {@code java.base}, so that they compile to a browser, too.
 *
 * <p>Times are in milliseconds, sizes in bits, and rates in bits per millisecond, that is in kbit/s. Rungs count from 0,
 * the lowest bitrate, segments from 0, the first. A rule is made for one playback of one title and remembers it.
 */
package org.rundelta.abr;
