package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The packets of an input with times that go on where its clock jumps, as that of a broadcast may: back by more than a
 * second, or, in formats for broadcasts, on by more than ten. The first track that jumps goes on where it was, and the
 * others with it.
 */
final class ContinuousPackets implements PacketShare.Source {
    private static final double BACK_SECONDS = 1;
    private static final double AHEAD_SECONDS = 10;

    private static final class Track {
        /** What is added to its times. */
        private double shift;
        /** Where the packet before ended; after everything else if there was none. */
        private double end = Double.NEGATIVE_INFINITY;
    }

    private final PacketShare.Source source;
    private final IntFunction<AVRational> bases;
    private final boolean mayJumpAhead;
    private final Map<Integer, Track> tracks = new HashMap<>();
    /** What was added since the last jump. */
    private double shift;

    private double reached = Double.NEGATIVE_INFINITY;

    /**
     * @param bases seconds of one unit of a track's timestamps
     * @param mayJumpAhead whether the format is one for broadcasts
     */
    ContinuousPackets(PacketShare.Source source, IntFunction<AVRational> bases, boolean mayJumpAhead) {
        this.source = source;
        this.bases = bases;
        this.mayJumpAhead = mayJumpAhead;
    }

    @Override
    public boolean read(AVPacket packet) throws IOException {
        boolean isRead = source.read(packet);
        if (isRead && (packet.dts() != AV_NOPTS_VALUE || packet.pts() != AV_NOPTS_VALUE)) {
            shift(packet);
        }
        return isRead;
    }

    private void shift(AVPacket packet) {
        AVRational base = bases.apply(packet.stream_index());
        double unit = (double) base.num() / base.den();
        double time = unit * (packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts());
        Track track = tracks.computeIfAbsent(packet.stream_index(), index -> new Track());
        if (track.end == Double.NEGATIVE_INFINITY) {
            track.shift = shift;
        } else if (!follows(track, time + track.shift)) {
            shift = follows(track, time + shift) ? shift : track.end - time;
            track.shift = shift;
        }
        track.end = time + track.shift + unit * packet.duration();
        reached = Math.max(reached, track.end);
        long units = Math.round(track.shift / unit);
        packet.dts(packet.dts() == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : packet.dts() + units);
        packet.pts(packet.pts() == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : packet.pts() + units);
    }

    private boolean follows(Track track, double time) {
        return time >= track.end - BACK_SECONDS && (!mayJumpAhead || time <= reached + AHEAD_SECONDS);
    }
}
