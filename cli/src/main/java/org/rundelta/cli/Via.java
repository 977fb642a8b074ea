package org.rundelta.cli;

/** How a title comes to many places. */
enum Via {
    /** To each by itself. */
    COPY,

    /** By BitTorrent: to all of them, from each other. */
    SWARM
}
