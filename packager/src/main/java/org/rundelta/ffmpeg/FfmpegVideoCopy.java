package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.IOException;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.CodedSample;
import org.rundelta.packager.CodedSource;
import org.rundelta.packager.FrameRate;

/** The coded video of an MP4, Matroska or WebM file, as it is. */
final class FfmpegVideoCopy implements CodedSource {
    /** Formats that keep parameter sets apart from the frames, as MP4 does. */
    static final Set<String> FORMATS = Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm");

    private final Demuxer demuxer;
    private final FrameClock clock;
    private final CodedVideo video;
    private final AVPacket packet = av_packet_alloc();
    private long origin = AV_NOPTS_VALUE;

    private FfmpegVideoCopy(Demuxer demuxer) {
        this.demuxer = demuxer;
        clock = FrameClock.of(demuxer);
        video = new CodedVideo(demuxer.stream().codecpar(), demuxer.stream().avg_frame_rate());
    }

    static FfmpegVideoCopy open(String input) throws IOException {
        Demuxer demuxer = Demuxer.open(input, AVMEDIA_TYPE_VIDEO)
                .orElseThrow(() -> new IOException(input + ": no video track; give a file with video"));
        FfmpegVideoCopy copy = new FfmpegVideoCopy(demuxer);
        try {
            requireFormat(demuxer);
            copy.entry();
            return copy;
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    /** @throws IOException if packets of this format are not as MP4 wants them */
    static void requireFormat(Demuxer demuxer) throws IOException {
        String format = demuxer.context().iformat().name().getString();
        if (!FORMATS.contains(format)) {
            throw new IOException(demuxer.input() + ": format " + format
                    + " cannot be cut without encoding; rewrite it as MP4 or Matroska (ffmpeg -c copy)");
        }
    }

    @Override
    public VideoSampleEntry entry() throws IOException {
        try {
            return video.entry();
        } catch (IOException e) {
            throw failure(e.getMessage());
        }
    }

    @Override
    public long timescale() {
        return clock.timescale();
    }

    @Override
    public FrameRate frameRate() {
        return FrameRate.ofSource(clock.rateNumerator(), clock.rateDenominator());
    }

    @Override
    public CodedSample next() throws IOException {
        try {
            if (!demuxer.read(packet)) {
                if (origin == AV_NOPTS_VALUE) {
                    throw new IOException("it has no frames");
                }
                return null;
            }
            return sample();
        } catch (IOException e) {
            throw failure(e.getMessage());
        } finally {
            av_packet_unref(packet);
        }
    }

    private CodedSample sample() throws IOException {
        boolean keyframe = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (packet.pts() == AV_NOPTS_VALUE) {
            throw new IOException("a frame has no time");
        }
        if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0 || origin == AV_NOPTS_VALUE && !keyframe) {
            throw new IOException("it is not shown from a keyframe on, as an edit list can say");
        }
        long time = clock.ticks(packet.pts());
        if (origin == AV_NOPTS_VALUE) {
            origin = time;
        }
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        return new CodedSample(data, time - origin, clock.duration(packet.duration()), keyframe);
    }

    private IOException failure(String reason) {
        return new IOException(demuxer.input() + ": its video cannot be taken as it is (" + reason + "); encode it");
    }

    @Override
    public void close() {
        av_packet_free(packet);
        demuxer.close();
    }
}
