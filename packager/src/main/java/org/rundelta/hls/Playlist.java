package org.rundelta.hls;

/** A playlist of HLS (RFC 8216bis, 4): one that names others, or one that names segments. */
public sealed interface Playlist permits MultivariantPlaylist, MediaPlaylist {}
