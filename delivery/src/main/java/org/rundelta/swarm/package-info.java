/**
 * BitTorrent, so that the time to fill edges hardly grows with their number: whoever has a piece passes it on.
 *
 * <p>{@link org.rundelta.swarm.Metainfo} says what a torrent holds, {@link org.rundelta.swarm.TorrentMaker} makes one.
 */
package org.rundelta.swarm;
