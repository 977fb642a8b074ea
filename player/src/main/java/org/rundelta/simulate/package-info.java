/**
 * The client of {@link org.rundelta.player} on recorded networks: a clock that jumps, a fetcher that follows a trace of
 * bandwidth over time. docs/simulation.md says what is simulated and how.
 */
package org.rundelta.simulate;
