package org.rundelta.swarm;

import java.net.InetAddress;

/**
 * How edges are filled; rates are bytes a second, and 0 is no limit.
 *
 * @param host the address to do it at
 * @param seedUp what the seed sends
 * @param edgeUp what each edge sends
 * @param edgeDown what each edge receives
 */
public record FillOptions(InetAddress host, long seedUp, long edgeUp, long edgeDown) {}
