package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.Pointer;
import org.rundelta.packager.AudioFormat;
import org.rundelta.packager.AudioSource;
import org.rundelta.packager.AudioTrack;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PictureScaler;
import org.rundelta.packager.SegmentEncoder;
import org.rundelta.packager.SourceIndex;

/**
 * What FFmpeg reads and can be read only once, as a pipe or a stream from a server: it is opened when something is asked of
 * it, and the readers of its tracks share what comes. The audio that is wanted has to be expected before the video is
 * opened, and is opened after that. Damage ends the audio, and is told to who reads the video.
 */
public final class OnceInput implements MediaInput, Closeable {
    /** So long what comes over the network may take when it is to end. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final FfmpegInput input;
    private final Map<Integer, Deque<Demuxer>> expected = new HashMap<>();
    private Interrupt interrupt;
    private OpenedInput opened;
    private PacketShare share;
    private double startSeconds;
    private volatile boolean isBreakingOff;
    private volatile long brokenOffNanos;

    /** An input that is opened here and nowhere else. */
    public OnceInput(FfmpegInput input) {
        this.input = input;
    }

    /** Has the network not be waited for. */
    private final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            return isBreakingOff && System.nanoTime() - brokenOffNanos > GRACE_NANOS ? 1 : 0;
        }
    }

    @Override
    public void breakOff() {
        brokenOffNanos = System.nanoTime();
        isBreakingOff = true;
    }

    private OpenedInput opened() throws IOException {
        if (opened == null) {
            FfmpegLibraries.load();
            interrupt = interrupt == null ? new Interrupt() : interrupt;
            opened = OpenedInput.open(InputLocation.of(input.place()), interrupt);
            boolean mayJumpAhead = (opened.context().iformat().flags() & AVFMT_TS_DISCONT) != 0;
            PacketShare.Source packets = new ContinuousPackets(
                    opened::read, track -> opened.context().streams(track).time_base(), mayJumpAhead);
            share = new PacketShare(packets, PacketShare.QUEUE_BYTES);
            for (int i = 0; i < opened.context().nb_streams(); i++) {
                opened.discard(i, AVDISCARD_ALL);
            }
        }
        return opened;
    }

    private Demuxer demuxer(AVStream stream, boolean isLeading) {
        opened.discard(stream.index(), AVDISCARD_DEFAULT);
        return new Demuxer(opened, stream, share.open(stream.index(), stream.time_base(), isLeading));
    }

    @Override
    public String name() {
        return input.name();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public SourceIndex index() throws IOException {
        throw unrepeatable();
    }

    private IOException unrepeatable() {
        return new IOException(name() + ": it can be read only once; save it to a file first");
    }

    @Override
    public synchronized FrameSource openVideo(Optional<SourceIndex> index) throws IOException {
        AVStream stream = opened().best(AVMEDIA_TYPE_VIDEO);
        if (stream == null) {
            throw FfmpegSource.withoutVideo(opened.name());
        }
        Deque<Demuxer> once = new ArrayDeque<>(List.of(demuxer(stream, true)));
        FfmpegSource video = new FfmpegSource(() -> decoder(once), Optional.empty());
        startSeconds = video.startSeconds();
        return video;
    }

    private TimedDecoder decoder(Deque<Demuxer> once) throws IOException {
        if (once.isEmpty()) {
            throw unrepeatable();
        }
        return new TimedDecoder(once.remove(), 1);
    }

    @Override
    public synchronized List<AudioTrack> audioTracks() throws IOException {
        return AudioTracks.of(opened());
    }

    @Override
    public synchronized void expectAudio(AudioTrack track) throws IOException {
        Demuxer demuxer = demuxer(opened().audio(track.number()), false);
        expected.computeIfAbsent(track.number(), number -> new ArrayDeque<>()).add(demuxer);
    }

    @Override
    public synchronized AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast)
            throws IOException {
        return new FfmpegAudioEncoder(expected.get(track.number()).remove(), startSeconds, format, atLeast);
    }

    @Override
    public PictureScaler openScaler(PictureSize from, PictureSize to) throws IOException {
        return input.openScaler(from, to);
    }

    @Override
    public SegmentEncoder openEncoder(SegmentEncoder.Settings settings) throws IOException {
        return input.openEncoder(settings);
    }

    /** Ends it when nobody reads it any more. */
    @Override
    public synchronized void close() {
        if (share != null) {
            share.close();
            opened.close();
        }
        if (interrupt != null) {
            interrupt.close();
        }
    }
}
