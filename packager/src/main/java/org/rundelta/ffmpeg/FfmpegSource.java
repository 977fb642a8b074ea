package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.VideoInfo;

/**
 * The best video track of anything that FFmpeg reads: a file, a folder of images, a numbered pattern as
 * {@code frame%04d.png}, {@code -} for standard input. Cover art is not video.
 *
 * <p>Times are exact, see {@link FrameClock}; pixels are 8-bit RGB, see {@link PictureConverter}. Interlaced frames are
 * left as they are, pictures turned by a phone are turned upright, and a track that changes its size half-way is scaled to
 * the size of its first frame. Damage after the first frame ends in an exception that names the time.
 */
public final class FfmpegSource implements FrameSource {
    /** Opens the track, anew each time. */
    @FunctionalInterface
    interface Opener {
        TimedDecoder open() throws IOException;
    }

    private final Opener opener;
    private final Optional<SourceIndex> index;
    private final PictureConverter converter;
    private final VideoInfo video;
    private TimedDecoder decoder;
    private AVFrame shown = av_frame_alloc();
    private AVFrame ahead = av_frame_alloc();
    private boolean atEnd;

    /** See {@link #open(String, Optional, int)}. */
    FfmpegSource(InputLocation location, Optional<SourceIndex> index, int threads) throws IOException {
        this(() -> new TimedDecoder(demuxer(location), threads), index);
    }

    /** @param opener is asked again where an index does not help to go back */
    FfmpegSource(Opener opener, Optional<SourceIndex> index) throws IOException {
        this.opener = opener;
        this.index = index;
        try {
            openAtBeginning();
            converter = new PictureConverter(ahead);
            video = describe();
        } catch (IOException e) {
            free();
            throw e;
        }
    }

    /** Opens an input that is decoded by one thread, and forwards only. */
    public static FfmpegSource open(String input) throws IOException {
        return open(input, Optional.empty(), 1);
    }

    /**
     * Opens an input.
     *
     * @param index of the same input; with it {@link #skipTo} can jump
     * @param threads to decode with; 0 for as many as FFmpeg finds good
     * @throws IOException if the input is missing, unreadable or has no video
     */
    public static FfmpegSource open(String input, Optional<SourceIndex> index, int threads) throws IOException {
        FfmpegLibraries.load();
        return new FfmpegSource(InputLocation.of(input), index, threads);
    }

    /**
     * Reads an input through, without decoding it, to see where decoding can begin.
     *
     * @throws IOException if the input is missing, damaged or has no video, or is standard input, which can be read only
     *     once
     */
    public static SourceIndex index(String input) throws IOException {
        if (input.equals(InputLocation.STANDARD_INPUT)) {
            throw new IOException("standard input can be read only once; save it to a file first");
        }
        long origin;
        try (FfmpegSource source = open(input)) {
            origin = source.decoder.clock().origin();
        }
        try (Demuxer demuxer = Demuxer.open(input, AVMEDIA_TYPE_VIDEO).orElseThrow()) {
            return SourceIndexer.index(demuxer, origin);
        }
    }

    private static Demuxer demuxer(InputLocation location) throws IOException {
        return Demuxer.open(location, AVMEDIA_TYPE_VIDEO).orElseThrow(() -> withoutVideo(location.input()));
    }

    static IOException withoutVideo(String input) {
        return new IOException(input + ": no video track; give a file with video");
    }

    /** When the first frame is shown on the clock that the input's tracks share. */
    double startSeconds() {
        return (double) decoder.clock().origin() / video.timescale();
    }

    private void openAtBeginning() throws IOException {
        decoder = opener.open();
        if (!decoder.next(ahead)) {
            throw new IOException(
                    decoder.demuxer().input() + ": not a single frame can be decoded; the file may be damaged");
        }
    }

    private VideoInfo describe() {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(ahead.format());
        FrameClock clock = decoder.clock();
        long duration = decoder.demuxer().stream().duration();
        return new VideoInfo(
                converter.width(),
                converter.height(),
                clock.timescale(),
                clock.rateNumerator(),
                clock.rateDenominator(),
                duration == AV_NOPTS_VALUE || clock.counting() ? 0 : Math.max(0, clock.ticks(duration)),
                format.comp(0).depth(),
                format.log2_chroma_w() > 0 && format.log2_chroma_h() > 0);
    }

    @Override
    public VideoInfo video() {
        return video;
    }

    @Override
    public Frame next() throws IOException {
        if (atEnd) {
            return null;
        }
        long time = decoder.time();
        long duration = step();
        return new Frame(converter.convert(shown), time, duration);
    }

    /** Makes the frame ahead the shown one, looks for the next, and gives the shown frame's duration. */
    private long step() throws IOException {
        AVFrame freed = shown;
        shown = ahead;
        ahead = freed;
        long time = decoder.time();
        atEnd = !decoder.next(ahead);
        return atEnd ? decoder.lastDuration(shown) : decoder.time() - time;
    }

    @Override
    public void skipTo(long time) throws IOException {
        if (index.isPresent() && index.get().seekable()) {
            jump(index.get(), time);
        } else if (decoder.time() > time || atEnd) {
            reopen();
        }
        while (!atEnd && decoder.time() < time) {
            step();
        }
    }

    private void jump(SourceIndex places, long time) throws IOException {
        int target = places.lastUpTo(time);
        boolean onTheWay = places.seekPoints()[target] <= decoder.time() && decoder.time() <= time;
        if (onTheWay && !atEnd) {
            return;
        }
        // Some formats land a little late: the seek point before is tried too, and reading from the start always works.
        for (int attempt = target; attempt >= Math.max(0, target - 1); attempt--) {
            boolean found = decoder.seek(places.seekPoints()[attempt], ahead);
            if (found && decoder.time() <= time && places.has(decoder.time())) {
                atEnd = false;
                return;
            }
        }
        reopen();
    }

    private void reopen() throws IOException {
        decoder.close();
        openAtBeginning();
        atEnd = false;
    }

    @Override
    public void close() {
        converter.close();
        free();
    }

    private void free() {
        if (decoder != null) {
            decoder.close();
        }
        av_frame_free(shown);
        av_frame_free(ahead);
    }
}
