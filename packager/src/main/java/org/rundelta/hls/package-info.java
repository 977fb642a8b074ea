/**
 * HLS playlists (RFC 8216bis) as immutable records, with their reader, their writer, and the peak bitrate as HLS defines
 * it. Playlists that are complete, of segments in ISO base media files.
 */
package org.rundelta.hls;
