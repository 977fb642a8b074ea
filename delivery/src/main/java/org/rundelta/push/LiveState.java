package org.rundelta.push;

import java.util.List;
import java.util.Set;

/**
 * A title that comes into being, as players may see it from now on. Paths are relative to its folder, with {@code /}.
 *
 * @param path of the manifest
 * @param manifest what is in it; not copied
 * @param named the files that it names, in the order in which they are best sent
 * @param kept files that stay if they are there: those that it names, and what earlier ones named and is still to be had
 */
public record LiveState(String path, byte[] manifest, List<String> named, Set<String> kept) {}
