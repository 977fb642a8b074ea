package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.rundelta.packager.SourceActivity;
import org.rundelta.packager.SourceIndex;

/**
 * Reads all packets of a video track, without decoding, to see where decoding can begin.
 *
 * <p>A source counts as seekable only when nothing of its timestamps will have to be repaired: all are there, none twice,
 * none of a damaged packet, and those of decoding never go back. Then the time of a frame follows from its own timestamp alone, and is the same
 * after a seek as in sequential reading.
 */
final class SourceIndexer {
    /** Formats whose keyframe flags say that decoding can begin there. */
    private static final Set<String> SEEKABLE_FORMATS =
            Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "mpegts", "flv", "avi");

    /** Pieces of a second for which bytes are added up. */
    private static final int ACTIVITY_RATE = 2;

    private static final int MAX_ACTIVITY = 1 << 20;

    private final FrameClock clock;
    private final long origin;
    private final long slot;
    private long[] keyBytes = new long[64];
    private long[] otherBytes = new long[64];
    private long[] times = new long[1024];
    private int timeCount;
    private long[] keyTimes = new long[64];
    private int keyCount;
    private long packets;
    private long decodeTimestamp = Long.MIN_VALUE;
    private long end;
    private boolean trustworthy;

    private SourceIndexer(Demuxer demuxer, long origin) {
        this.origin = origin;
        clock = FrameClock.of(demuxer);
        slot = Math.max(1, clock.timescale() / ACTIVITY_RATE);
        trustworthy = !clock.counting()
                && SEEKABLE_FORMATS.contains(demuxer.context().iformat().name().getString());
    }

    /**
     * Reads the packets to the end.
     *
     * @param demuxer at the beginning
     * @param origin the ticks of the first frame, as {@link FrameClock} counts them
     */
    static SourceIndex index(Demuxer demuxer, long origin) throws IOException {
        SourceIndexer indexer = new SourceIndexer(demuxer, origin);
        AVPacket packet = av_packet_alloc();
        try {
            while (demuxer.read(packet)) {
                indexer.add(packet);
                av_packet_unref(packet);
            }
        } catch (IOException e) {
            throw new IOException(indexer.failure(demuxer, e.getMessage()), e);
        } finally {
            av_packet_free(packet);
        }
        return indexer.result();
    }

    private String failure(Demuxer demuxer, String reason) {
        return String.format(
                Locale.ROOT,
                "%s: at %.3f s reading failed (%s); the file is damaged or cut short",
                demuxer.input(),
                (double) end / clock.timescale(),
                reason);
    }

    private void add(AVPacket packet) {
        if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0) {
            return;
        }
        packets++;
        if (packet.pts() == AV_NOPTS_VALUE || (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            trustworthy = false;
            return;
        }
        long time = clock.ticks(packet.pts()) - origin;
        if (time < 0) {
            return;
        }
        trustworthy &= packet.dts() >= decodeTimestamp && packet.dts() <= packet.pts();
        decodeTimestamp = packet.dts();
        end = Math.max(end, time + clock.duration(packet.duration()));
        times = append(times, timeCount++, time);
        boolean isKey = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (isKey) {
            keyTimes = append(keyTimes, keyCount++, time);
        }
        addActivity(time / slot, packet.size(), isKey);
    }

    private void addActivity(long place, int bytes, boolean isKey) {
        if (place >= MAX_ACTIVITY) {
            return;
        }
        if (place >= keyBytes.length) {
            int length = Math.max(2 * keyBytes.length, (int) place + 1);
            keyBytes = Arrays.copyOf(keyBytes, length);
            otherBytes = Arrays.copyOf(otherBytes, length);
        }
        (isKey ? keyBytes : otherBytes)[(int) place] += bytes;
    }

    /** Keyframes say what a picture holds, not what happens; they count only where there is nothing else. */
    private SourceActivity activity() {
        boolean onlyKeys = Arrays.stream(otherBytes).allMatch(bytes -> bytes == 0);
        return new SourceActivity(slot, onlyKeys ? keyBytes : otherBytes);
    }

    private static long[] append(long[] array, int count, long value) {
        long[] roomy = count < array.length ? array : Arrays.copyOf(array, 2 * count);
        roomy[count] = value;
        return roomy;
    }

    private SourceIndex result() {
        Arrays.sort(times, 0, timeCount);
        for (int i = 1; i < timeCount; i++) {
            trustworthy &= times[i] > times[i - 1];
        }
        long endTime = clock.counting() ? packets * clock.duration(0) : end;
        long[] found = Arrays.copyOf(keyTimes, keyCount);
        Arrays.sort(found);
        if (!trustworthy || keyCount == 0 || found[0] != 0) {
            return new SourceIndex(new long[] {0}, endTime, false, activity());
        }
        return new SourceIndex(found, endTime, true, activity());
    }
}
