package org.rundelta.cdn;

import java.util.List;

/**
 * What is asked for, whatever edges do, and what was expected of it.
 *
 * @param regions the requests of each
 * @param forecasts for each day how many views of each group are expected in a region; none on a day of which nothing is known
 * @param startShare how much of an object a viewer waits for before he sees something
 */
record Workload(Titles titles, List<RequestLog> regions, List<double[]> forecasts, double startShare) {}
