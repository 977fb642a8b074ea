package org.rundelta.ffmpeg;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rundelta.packager.AudioFormat;
import org.rundelta.packager.AudioSource;
import org.rundelta.packager.AudioTrack;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PictureScaler;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.VideoInfo;

/**
 * The screen of an X11 display with its pointer, as it is from the moment it is opened until {@link #stop}. Who reads too
 * slowly gets fewer frames, each with its time.
 */
public final class ScreenInput implements MediaInput {
    private final InputLocation location;
    private final Duration length;
    private volatile boolean isStopped;

    /**
     * A screen.
     *
     * @param display as {@code DISPLAY} has it
     * @param region of it, or null for all
     * @param rate the most frames per second
     * @param length after which it stops by itself, or null
     */
    public ScreenInput(String display, ScreenRegion region, FrameRate rate, Duration length) {
        this.length = length;
        Map<String, String> options = new TreeMap<>();
        options.put("framerate", rate.numerator() + "/" + rate.denominator());
        if (region != null) {
            options.put(
                    "video_size", region.size().width() + "x" + region.size().height());
            options.put("grab_x", Integer.toString(region.x()));
            options.put("grab_y", Integer.toString(region.y()));
        }
        location = new InputLocation("display " + display, display, options, "x11grab");
    }

    /** Ends the recording with the frame that comes next; may be called by any thread. */
    public void stop() {
        isStopped = true;
    }

    @Override
    public String name() {
        return location.input();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public SourceIndex index() throws IOException {
        throw new IOException(name() + ": a screen can be read only once");
    }

    @Override
    public FrameSource openVideo(Optional<SourceIndex> index) throws IOException {
        FfmpegLibraries.loadDevices();
        return new Recording(new FfmpegSource(location, Optional.empty(), 1));
    }

    @Override
    public List<AudioTrack> audioTracks() {
        return List.of();
    }

    @Override
    public AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) throws IOException {
        throw new IOException(name() + ": a screen has no audio");
    }

    @Override
    public PictureScaler openScaler(PictureSize from, PictureSize to) throws IOException {
        return new FfmpegScaler(from.width(), from.height(), to.width(), to.height());
    }

    /** Frames until somebody stops it. */
    private final class Recording implements FrameSource {
        private final FrameSource screen;

        Recording(FrameSource screen) {
            this.screen = screen;
        }

        @Override
        public VideoInfo video() {
            return screen.video();
        }

        @Override
        public Frame next() throws IOException {
            Frame frame = isStopped ? null : screen.next();
            return frame == null || isOver(frame.time()) ? null : frame;
        }

        private boolean isOver(long time) {
            return length != null && time >= length.toMillis() * video().timescale() / 1000;
        }

        @Override
        public void skipTo(long time) throws IOException {
            throw new IOException(name() + ": a screen can be read only as it comes");
        }

        @Override
        public void close() throws IOException {
            screen.close();
        }
    }
}
