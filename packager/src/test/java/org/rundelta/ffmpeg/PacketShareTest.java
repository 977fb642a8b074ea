package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Packets of a script, one millisecond a unit, of which track 0 is the video. */
class PacketShareTest {
    private static final int VIDEO = 0;
    private static final int SOUND = 1;
    private static final int OTHER_SOUND = 2;
    private static final int BYTES = 100;

    private record Scripted(int track, long time) {}

    private final Deque<Scripted> script = new ArrayDeque<>();
    private boolean isDamaged;
    private final PacketShare share = new PacketShare(this::read, 3 * BYTES);

    @BeforeAll
    static void load() throws Exception {
        FfmpegLibraries.load();
    }

    @AfterEach
    void close() {
        share.close();
    }

    private static AVRational base() {
        return new AVRational().num(1).den(1000);
    }

    private boolean read(AVPacket packet) throws IOException {
        Scripted next = script.poll();
        if (next == null && isDamaged) {
            throw new IOException("broken");
        }
        if (next != null) {
            av_new_packet(packet, BYTES);
            packet.stream_index(next.track()).dts(next.time()).pts(next.time()).duration(20);
        }
        return next != null;
    }

    private void come(int track, long... times) {
        for (long time : times) {
            script.add(new Scripted(track, time));
        }
    }

    private TrackPackets open(int track) {
        return share.open(track, base(), track == VIDEO);
    }

    /** The times of what a reader gets up to the end. */
    private static List<Long> rest(TrackPackets packets) throws IOException {
        List<Long> times = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        while (packets.next(packet)) {
            times.add(packet.dts());
            assertThat(packet.size()).isEqualTo(BYTES);
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        return times;
    }

    private static long next(TrackPackets packets) throws IOException {
        AVPacket packet = av_packet_alloc();
        assertThat(packets.next(packet)).isTrue();
        long time = packet.dts();
        av_packet_free(packet);
        return time;
    }

    @Test
    void everyReaderGetsItsTrack() throws Exception {
        come(VIDEO, 0);
        come(SOUND, 0, 20);
        come(OTHER_SOUND, 5);
        come(VIDEO, 40, 80);
        TrackPackets video = open(VIDEO);
        TrackPackets sound = open(SOUND);
        TrackPackets again = open(SOUND);
        assertThat(next(sound)).isZero();
        assertThat(rest(video)).containsExactly(0L, 40L, 80L);
        assertThat(rest(sound)).containsExactly(20L);
        assertThat(rest(again)).containsExactly(0L, 20L);
    }

    @Test
    void soundWaitsForVideoThatHasNoRoom() throws Exception {
        come(VIDEO, 0, 40, 80, 120, 160);
        come(SOUND, 0);
        TrackPackets video = open(VIDEO);
        TrackPackets sound = open(SOUND);
        CompletableFuture<List<Long>> heard = CompletableFuture.supplyAsync(() -> {
            try {
                return rest(sound);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        while (script.size() > 3) {
            Thread.sleep(5);
        }
        Thread.sleep(50);
        assertThat(script).hasSize(3);
        assertThat(heard).isNotDone();
        assertThat(rest(video)).hasSize(5);
        assertThat(heard.join()).containsExactly(0L);
    }

    @Test
    void videoFailsIfItLiesTooFarFromTheSound() throws Exception {
        come(SOUND, 0, 20, 40, 60);
        come(VIDEO, 0);
        TrackPackets video = open(VIDEO);
        TrackPackets sound = open(SOUND);
        assertThatThrownBy(() -> next(video))
                .isInstanceOf(IOException.class)
                .hasMessage("its video comes more than 0 MiB after the sound that belongs to it");
        assertThat(rest(sound)).containsExactly(0L, 20L, 40L);
    }

    @Test
    void damageIsToldToTheVideoWhenItGetsThere() throws Exception {
        come(VIDEO, 0, 40);
        come(SOUND, 0);
        isDamaged = true;
        TrackPackets video = open(VIDEO);
        TrackPackets sound = open(SOUND);
        assertThat(rest(sound)).containsExactly(0L);
        assertThat(next(video)).isZero();
        assertThat(next(video)).isEqualTo(40);
        assertThatThrownBy(() -> next(video)).hasMessage("broken");
    }

    /** It comes 3 s late, and so may be missing for 6 before it is taken for silent; at first for 10. */
    @Test
    void soundThatIsMissingIsSilent() throws Exception {
        TrackPackets video = open(VIDEO);
        TrackPackets sound = open(SOUND);
        come(VIDEO, 0);
        next(video);
        come(VIDEO, 9_000, 10_500);
        assertThat(sound.awaitNext(0)).isEqualTo(OptionalDouble.of(0.5));
        come(SOUND, 7_500);
        assertThat(sound.awaitNext(0.5)).isEmpty();
        next(sound);
        rest(video, 2);
        come(VIDEO, 13_000, 16_500);
        assertThat(sound.awaitNext(7.52)).isEqualTo(OptionalDouble.of(10.5));
    }

    /** The video may have been read to its end long before. */
    @Test
    void soundThatEndedEarlyIsSilentAtTheEnd() throws Exception {
        TrackPackets video = open(VIDEO);
        TrackPackets sound = open(SOUND);
        come(SOUND, 0);
        come(VIDEO, 0, 15_000);
        rest(video);
        next(sound);
        assertThat(sound.awaitNext(0.02)).isEqualTo(OptionalDouble.of(13));
        assertThat(sound.awaitNext(13)).isEmpty();
        assertThat(rest(sound)).isEmpty();
    }

    private static void rest(TrackPackets packets, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next(packets);
        }
    }

    /** What has no end of its own does not hold up those who want no more than the video had. */
    @Test
    void nobodyWaitsForWhatTheVideoHasLeft() throws Exception {
        TrackPackets video = open(VIDEO);
        TrackPackets sound = open(SOUND);
        TrackPackets unread = open(OTHER_SOUND);
        come(VIDEO, 0);
        next(video);
        video.close();
        come(OTHER_SOUND, 0, 20, 40, 60, 80);
        come(SOUND, 0);
        come(VIDEO, 5_000);
        assertThat(next(sound)).isZero();
        assertThat(sound.awaitNext(0.02)).isEqualTo(OptionalDouble.of(3));
        assertThat(rest(unread)).hasSize(3);
    }

    /** The clock goes back, as after 26 hours of MPEG-TS, when the sound of before is not all there. */
    @Test
    void aClockThatJumpsGoesOn() throws Exception {
        come(VIDEO, 9_960);
        come(SOUND, 9_940);
        come(VIDEO, 0);
        come(SOUND, 9_960, 0, 20);
        come(VIDEO, 40, 50_000);
        come(SOUND, 49_990);
        List<Long> times = new ArrayList<>();
        IntFunction<AVRational> bases = track -> base();
        ContinuousPackets packets = new ContinuousPackets(this::read, bases, true);
        AVPacket packet = av_packet_alloc();
        while (packets.read(packet)) {
            assertThat(packet.pts()).isEqualTo(packet.dts());
            times.add(packet.dts());
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        assertThat(times).containsExactly(9_960L, 9_940L, 9_980L, 9_960L, 9_980L, 10_000L, 10_020L, 10_040L, 10_030L);
    }
}
