/**
 * BitTorrent, so that the time to fill edges hardly grows with their number: whoever has a piece passes it on.
 *
 * <p>{@link org.rundelta.swarm.Metainfo} says what a torrent holds, {@link org.rundelta.swarm.TorrentMaker} makes one.
 * {@link org.rundelta.swarm.Peer} takes part in a swarm, and {@link org.rundelta.swarm.Tracker} is where peers meet. One thread
 * has all connections, others hash pieces and have the files; what is decided is decided by classes that know no sockets.
 */
package org.rundelta.swarm;
