package org.rundelta.push;

/**
 * What was done for one target, or in a dry run would be.
 *
 * @param target as it was named
 * @param files copied
 * @param bytes copied
 * @param skipped files that were there already, with the same bytes
 * @param deleted stale files deleted
 * @param stale files of earlier pushes that stay
 */
public record PushResult(String target, int files, long bytes, int skipped, int deleted, int stale) {}
