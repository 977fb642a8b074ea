#!/usr/bin/env python3
"""libtorrent as a peer on loopback, for the tests: everything that would look for other peers is off.

  libtorrent_peer.py make  FILE_OR_DIR OUT.torrent --tracker URL --piece KIB [--hybrid | --version2]
  libtorrent_peer.py hashes X.torrent       prints its info hashes, of version 1 and 2
  libtorrent_peer.py seed  X.torrent DIR [options]   until it is killed; prints "ready" when it has checked the files
  libtorrent_peer.py leech X.torrent DIR [options]   until it is complete; prints "done", the bytes had from all peers,
                                                     those of them that were wasted, and the seconds it took
"""
import argparse
import os
import time

import libtorrent as lt


def make(a):
    files = lt.file_storage()
    if os.path.isfile(a.torrent):
        files.add_file(os.path.basename(a.torrent), os.path.getsize(a.torrent))
    else:
        found = sorted(os.path.relpath(os.path.join(folder, name), a.torrent)
                       for folder, _, names in os.walk(a.torrent) for name in names)
        for path in found:
            files.add_file(os.path.join(os.path.basename(a.torrent), path), os.path.getsize(os.path.join(a.torrent, path)))
    torrent = lt.create_torrent(files, piece_size=a.piece * 1024, 
                                flags=lt.create_torrent.canonical_files_no_tail_padding if a.hybrid
                                else lt.create_torrent.v2_only if a.version2 else lt.create_torrent.v1_only)
    torrent.add_tracker(a.tracker)
    lt.set_piece_hashes(torrent, os.path.dirname(a.torrent))
    with open(a.directory, "wb") as out:
        out.write(lt.bencode(torrent.generate()))


def hashes(a):
    both = lt.torrent_info(a.torrent).info_hashes()
    print(both.v1, both.v2)


def session(a):
    made = lt.session({
        "listen_interfaces": f"{a.bind}:{a.port}",
        "outgoing_interfaces": a.bind,
        "enable_dht": False,
        "enable_lsd": False,
        "enable_upnp": False,
        "enable_natpmp": False,
        "enable_incoming_utp": False,
        "enable_outgoing_utp": False,
        "allow_multiple_connections_per_ip": True,
        "ssrf_mitigation": False,
        "min_reconnect_time": 1,
        "unchoke_slots_limit": a.slots,
        "upload_rate_limit": a.up,
        "rate_limit_ip_overhead": False,
    })
    # Loopback is otherwise exempt from limits.
    everywhere = lt.ip_filter()
    everywhere.add_rule("0.0.0.0", "255.255.255.255", 1 << lt.session.global_peer_class_id)
    made.set_peer_class_filter(everywhere)
    return made


def peer(a):
    ses = session(a)
    p = lt.add_torrent_params()
    p.ti = lt.torrent_info(a.torrent)
    p.save_path = a.directory
    p.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
    p.flags |= lt.torrent_flags.disable_dht | lt.torrent_flags.disable_lsd
    if not a.pex:
        p.flags |= lt.torrent_flags.disable_pex
    if a.super_seed:
        p.flags |= lt.torrent_flags.super_seeding
    if not a.web_seeds:
        p.url_seeds = []
    started = time.monotonic()
    handle = ses.add_torrent(p)
    # Peers of a torrent of version 2 alone are dialled with its hash if they are known to speak it.
    flags = 0x80 if not p.ti.info_hashes().has_v1() else 0
    for address in a.peer:
        host, port = address.rsplit(":", 1)
        handle.connect_peer((host, int(port)), 0, flags)
    while not handle.status().is_seeding:
        time.sleep(0.02)
    if a.mode == "seed":
        print("ready", flush=True)
        time.sleep(3600)
    s = handle.status()
    print("done", s.total_payload_download, s.total_failed_bytes + s.total_redundant_bytes,
          round(time.monotonic() - started, 3), flush=True)
    if a.linger:
        time.sleep(a.linger)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["make", "hashes", "seed", "leech"])
    parser.add_argument("torrent")
    parser.add_argument("directory", nargs="?")
    parser.add_argument("--tracker")
    parser.add_argument("--hybrid", action="store_true", help="of version 2, too")
    parser.add_argument("--version2", action="store_true", help="of version 2 alone")
    parser.add_argument("--piece", type=int)
    parser.add_argument("--bind", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--peer", action="append", default=[])
    parser.add_argument("--up", type=int, default=0, help="bytes/s; 0 is no limit")
    parser.add_argument("--linger", type=float, default=0, help="seconds that a complete leech stays")
    parser.add_argument("--slots", type=int, default=8)
    parser.add_argument("--pex", action="store_true", help="tells peers of peers")
    parser.add_argument("--super-seed", action="store_true")
    parser.add_argument("--web-seeds", action="store_true")
    a = parser.parse_args()
    {"make": make, "hashes": hashes}.get(a.mode, peer)(a)


main()
