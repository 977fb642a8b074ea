package org.rundelta.fill;

/**
 * How often something was or will be watched.
 *
 * @param rung the rung that was watched; empty if that is not known, and the views are divided among all rungs
 * @param views of the region in any length of time, the same for all lines
 */
public record Views(String title, String region, long views, String rung) {}
