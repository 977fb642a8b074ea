package org.rundelta.fill;

/**
 * A file of a title.
 *
 * @param path relative to the folder of the catalogue, its parts separated by {@code /}: behind the URL of the origin it is
 *     the file's URL, before it is encoded
 * @param size in bytes
 */
public record CatalogueFile(String path, long size) {}
