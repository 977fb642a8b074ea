package org.rundelta.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.Picture;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.VideoInfo;

/**
 * The first frames of an input, in memory, so that every codec gets the same and none waits for them.
 *
 * @param name of the input
 * @param video what the input is like
 * @param pictures at least one; not to be changed
 * @param ticks from the first frame to the end of the last
 */
public record Clip(String name, VideoInfo video, List<Picture> pictures, long ticks) {
    /** Of the heap, pictures may take a half: one codec's packets need room too, and collectors waste some. */
    private static final double HEAP_PART = 0.5;

    private static final int MEBI = 20;

    public Clip {
        pictures = List.copyOf(pictures);
    }

    /**
     * Reads a clip.
     *
     * @param maxFrames how many of the input's frames at most
     * @throws IOException if the input cannot be read, or the frames do not fit into memory
     */
    public static Clip read(MediaInput input, int maxFrames) throws IOException, InterruptedException {
        try (FrameSource source = input.openVideo(Optional.empty())) {
            VideoInfo video = source.video();
            requireMemory(input.name(), video, Math.min(maxFrames, expectedFrames(video)));
            List<Picture> pictures = new ArrayList<>();
            long ticks = 0;
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                requireMemory(input.name(), video, pictures.size() + 1);
                pictures.add(frame.picture().copy());
                ticks = frame.time() + frame.duration();
                if (pictures.size() == maxFrames) {
                    break;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return new Clip(input.name(), video, pictures, ticks);
        }
    }

    /** As far as the input says; 0 if it does not. */
    private static long expectedFrames(VideoInfo video) {
        double seconds = (double) video.duration() / video.timescale();
        return (long) (seconds * video.frameRateNumerator() / video.frameRateDenominator());
    }

    private static void requireMemory(String name, VideoInfo video, long frames) throws IOException {
        long bytesPerFrame = (long) Integer.BYTES * video.width() * video.height();
        long limit = (long) (Runtime.getRuntime().maxMemory() * HEAP_PART);
        if (frames * bytesPerFrame > limit) {
            throw new IOException(name + ": " + frames + " frames of " + video.width() + "x" + video.height() + " take "
                    + (frames * bytesPerFrame >> MEBI) + " MiB, and the JVM has " + (limit >> MEBI)
                    + " MiB for them; give --frames " + Math.max(1, limit / bytesPerFrame)
                    + " or fewer, or more memory, for example JAVA_TOOL_OPTIONS=-Xmx8g");
        }
    }

    /** Width of the pictures. */
    public int width() {
        return pictures.get(0).width();
    }

    /** Height of the pictures. */
    public int height() {
        return pictures.get(0).height();
    }

    /** How many frames. */
    public int frames() {
        return pictures.size();
    }

    /** Pixels of all frames. */
    public long pixels() {
        return (long) width() * height() * frames();
    }

    /** Length of the clip. */
    public double seconds() {
        return (double) ticks / video.timescale();
    }

    /** How many frames that time is on average, at least 1. */
    public int frames(Duration time) {
        double average = ticks == 0 ? 1 : time.toNanos() / 1e9 * frames() / seconds();
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(average)));
    }
}
