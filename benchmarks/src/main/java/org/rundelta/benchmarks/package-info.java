/** One class for each hot loop of the codec, on frames of a real clip; docs/benchmarks.md says how to run them. */
package org.rundelta.benchmarks;
