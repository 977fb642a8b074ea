package org.rundelta.swarm;

/**
 * One file of a torrent.
 *
 * @param path below the torrent's folder, parts separated by {@code /}; empty if the torrent is a single file
 * @param length in bytes
 * @param isPadding whether it is zeros that only fill a piece (BEP 47), and is not kept
 */
public record TorrentFile(String path, long length, boolean isPadding) {}
