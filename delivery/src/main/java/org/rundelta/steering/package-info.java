/**
 * A steering server: tells each player which edges to use, best first (content steering: draft-pantos-content-steering-05,
 * clause 7 of ETSI TS 103 998 V1.1.1 for DASH, section 7 of RFC 8216bis, draft 22, for HLS, whose requests and answers are the same but for names). What to answer is a pure function,
 * {@link org.rundelta.steering.SteeringPolicy}; around it are checks of the edges, and HTTP, which is Jetty's.
 */
package org.rundelta.steering;
