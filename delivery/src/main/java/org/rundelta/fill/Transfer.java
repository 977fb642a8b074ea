package org.rundelta.fill;

import java.time.Duration;

/**
 * Part of a title on its way to an edge.
 *
 * @param edge id of the edge that gets it
 * @param source id of the edge that has it by then, {@link FillNetwork#ORIGIN} or {@link FillNetwork#SWARM}
 * @param tier transfers from the origin to here: 1 is filled from there
 * @param title its id
 * @param part what of it
 * @param views that it serves there, in the length of time that the popularity counts
 * @param start when it begins, after the start of the fill
 * @param end when it is there
 */
public record Transfer(
        String edge,
        String source,
        int tier,
        String title,
        TitlePart part,
        double views,
        Duration start,
        Duration end) {}
