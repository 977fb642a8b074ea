/**
 * A steering server: tells each player which edges to use, best first (content steering, ETSI TS 103 998 for DASH, section 7 of
 * RFC 8216bis for HLS, whose requests and answers are the same but for names). What to answer is a pure function,
 * {@link org.rundelta.steering.SteeringPolicy}; around it are checks of the edges, and HTTP, which is Jetty's.
 */
package org.rundelta.steering;
