/**
 * Checking a packaged title: its manifest against its files, and these against the standards and each other.
 *
 * <p>{@link org.rundelta.check.TitleCheck} is the way in. Whatever bytes a title has, it is checked to the end: what is
 * wrong becomes a finding.
 */
package org.rundelta.check;
