package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc;
import static org.bytedeco.ffmpeg.global.swresample.swr_close;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_is_initialized;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;

/**
 * An audio track as one unbroken run of samples in a given rate and layout that begins at a given time. What lies before
 * that time is dropped; where the track starts later, or pauses for longer than {@link #TOLERANCE_SECONDS}, there is
 * silence; where it overlaps itself by more than that, the second version is dropped, as is what comes after its demuxer
 * has taken it for missing. Holds no more than one decoded frame.
 */
final class AudioSamples implements Closeable {
    /** Timestamps are rounded, in Matroska to milliseconds; a difference below this is taken for that and ignored. */
    private static final double TOLERANCE_SECONDS = 0.04;

    private final Demuxer demuxer;
    private final FrameDecoder decoder;
    private final double startSeconds;
    private final int rate;
    private final AVChannelLayout layout;
    private final long atLeast;
    private final AVFrame decoded = av_frame_alloc();
    private final AVFrame converted = av_frame_alloc();
    private final SwrContext resampler = swr_alloc();
    private boolean frameWaiting;
    private boolean ended;
    private long position;
    /** Whether the last that there was came from a frame, and so is neither the beginning nor silence. */
    private boolean isGoingOn;

    private long silence;
    private float[][] pending;
    private int pendingFrom;
    private int pendingTo;

    /**
     * Samples of the demuxer's track from {@code startSeconds} of the input's clock on.
     *
     * @param demuxer closed together with this
     * @param rate samples per second
     * @param atLeast how many samples there are to be; silence makes up for what is missing
     */
    AudioSamples(Demuxer demuxer, double startSeconds, int rate, AVChannelLayout layout, long atLeast)
            throws IOException {
        this.demuxer = demuxer;
        this.startSeconds = startSeconds;
        this.rate = rate;
        this.layout = layout;
        this.atLeast = atLeast;
        pending = new float[layout.nb_channels()][0];
        decoder = new FrameDecoder(demuxer, 1);
    }

    /**
     * Reads samples.
     *
     * @param target one array per channel
     * @param count wanted
     * @return how many were read: fewer than {@code count} only at the end
     */
    int read(float[][] target, int count) throws IOException {
        int filled = 0;
        while (filled < count) {
            int left = count - filled;
            if (silence > 0) {
                int quiet = (int) Math.min(left, silence);
                for (float[] channel : target) {
                    Arrays.fill(channel, filled, filled + quiet, 0);
                }
                silence -= quiet;
                filled += quiet;
            } else if (pendingFrom < pendingTo) {
                int ready = Math.min(left, pendingTo - pendingFrom);
                for (int channel = 0; channel < target.length; channel++) {
                    System.arraycopy(pending[channel], pendingFrom, target[channel], filled, ready);
                }
                pendingFrom += ready;
                filled += ready;
            } else if (!refill()) {
                break;
            }
        }
        return filled;
    }

    /** Gets the next samples or silence ready; false at the end. */
    private boolean refill() throws IOException {
        OptionalDouble quietUntil = OptionalDouble.empty();
        while (!frameWaiting && !ended && quietUntil.isEmpty()) {
            quietUntil = advance();
        }
        if (ended) {
            return drain() > 0 || fillUp();
        }
        if (quietUntil.isPresent()) {
            if (drain() == 0) {
                beQuiet(Math.max(1, Math.round((quietUntil.getAsDouble() - startSeconds) * rate) - position));
            }
            return true;
        }
        long gap = gap();
        if (gap > 0 && drain() > 0) {
            // The frame waits until the end of what came before the gap is out.
            return true;
        }
        beQuiet(Math.max(0, gap));
        convert(decoded, (int) Math.min(Integer.MAX_VALUE, Math.max(0, -gap)));
        av_frame_unref(decoded);
        frameWaiting = false;
        return true;
    }

    /** Takes a step towards the next frame, or says up to when there seems to be none. */
    private OptionalDouble advance() throws IOException {
        FrameDecoder.Step step = decoder.receive(decoded);
        frameWaiting = step == FrameDecoder.Step.FRAME;
        ended = step == FrameDecoder.Step.END;
        if (step != FrameDecoder.Step.HUNGRY) {
            return OptionalDouble.empty();
        }
        OptionalDouble quietUntil = demuxer.awaitNext(startSeconds + (double) (position + delayed()) / rate);
        if (quietUntil.isEmpty()) {
            decoder.feed();
        }
        return quietUntil;
    }

    private boolean fillUp() {
        beQuiet(Math.max(0, atLeast - position));
        return silence > 0;
    }

    private void beQuiet(long samples) {
        silence = samples;
        position += samples;
        isGoingOn &= samples == 0;
    }

    /** Samples missing before the waiting frame, or, if negative, how many of it come too early. */
    private long gap() {
        long timestamp = decoded.best_effort_timestamp();
        if (timestamp == AV_NOPTS_VALUE) {
            return 0;
        }
        AVRational base = demuxer.stream().time_base();
        double seconds = (double) timestamp * base.num() / base.den() - startSeconds;
        long gap = Math.round(seconds * rate) - position - delayed();
        boolean tolerable = isGoingOn && Math.abs(gap) <= TOLERANCE_SECONDS * rate;
        return tolerable ? 0 : gap;
    }

    /** Samples that the resampler holds back. */
    private long delayed() {
        return swr_is_initialized(resampler) != 0 ? swr_get_delay(resampler, rate) : 0;
    }

    /** Gets out what the resampler holds back, and closes it; returns how many samples that were. */
    private int drain() throws IOException {
        if (swr_is_initialized(resampler) == 0) {
            return 0;
        }
        convert(null, 0);
        swr_close(resampler);
        return pendingTo - pendingFrom;
    }

    private void convert(AVFrame frame, int drop) throws IOException {
        if (frame != null && frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
        }
        av_frame_unref(converted);
        converted.format(AV_SAMPLE_FMT_FLTP).sample_rate(rate).ch_layout(layout);
        FfmpegLog.clear();
        int result = swr_convert_frame(resampler, converted, frame);
        if (result < 0) {
            throw new IOException(demuxer.input() + ": its audio cannot be converted (" + FfmpegLog.reason(result)
                    + "); leave the audio out or convert it first");
        }
        int count = converted.nb_samples();
        for (int channel = 0; channel < pending.length && count > 0; channel++) {
            if (pending[channel].length < count) {
                pending[channel] = new float[count];
            }
            new FloatPointer(converted.extended_data(channel)).get(pending[channel], 0, count);
        }
        pendingFrom = Math.min(drop, count);
        pendingTo = count;
        position += pendingTo - pendingFrom;
        isGoingOn |= pendingFrom < pendingTo;
    }

    @Override
    public void close() {
        swr_free(resampler);
        av_frame_free(decoded);
        av_frame_free(converted);
        decoder.close();
        demuxer.close();
    }
}
