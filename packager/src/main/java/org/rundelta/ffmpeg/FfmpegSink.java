package org.rundelta.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.rundelta.codec.Picture;
import org.rundelta.packager.FrameSink;
import org.rundelta.packager.VideoInfo;

/**
 * Frames into a video file: {@code .mkv} with FFV1 (RGB, lossless, times to the millisecond that Matroska has),
 * {@code .mp4} with H.264 (times kept; odd sizes grow to even ones) or {@code .y4m} (4:4:4, one constant frame rate).
 */
public final class FfmpegSink implements FrameSink {
    private final Path output;
    private final Path unfinished;
    private final PictureEncoder encoder;
    private final Muxer muxer;
    private final FrameTicks ticks;

    /** A sink for one format; {@link #open} chooses it. */
    FfmpegSink(Path output, OutputFormat format, VideoInfo video) throws IOException {
        this.output = output;
        unfinished = output.resolveSibling(output.getFileName() + ".part");
        ticks = format.equals(OutputFormat.Y4M) ? FrameTicks.constantRate(video) : FrameTicks.exact(video);
        encoder = new PictureEncoder(format, video, ticks.numerator(), ticks.denominator());
        try {
            muxer = new Muxer(unfinished, format, encoder.context());
        } catch (IOException e) {
            encoder.close();
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /**
     * A sink for the kind of output that the name ends in; a name without an ending, or that of a folder, gets a folder of
     * {@code .png}.
     *
     * @param video size, timescale and frame rate of what will come
     * @throws IllegalArgumentException if there is no sink for this ending
     * @throws IOException if the output cannot be created
     */
    public static FrameSink open(Path output, VideoInfo video) throws IOException {
        FfmpegLibraries.load();
        String name = output.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (name.indexOf('.') < 0 || Files.isDirectory(output)) {
                return new PngFolderSink(output, video);
            }
            return new FfmpegSink(output, format(name), video);
        } catch (IOException e) {
            throw new IOException(output + ": " + e.getMessage(), e);
        }
    }

    private static OutputFormat format(String name) {
        for (OutputFormat format : List.of(OutputFormat.MKV, OutputFormat.MP4, OutputFormat.Y4M)) {
            if (name.endsWith(format.ending())) {
                return format;
            }
        }
        throw new IllegalArgumentException(name
                + ": no output of this kind; use .mkv, .mp4, .y4m, or a name without an ending for a folder of .png");
    }

    @Override
    public void write(Picture picture, long time, long duration) throws IOException {
        try {
            encoder.encode(picture, ticks.timestamp(time), ticks.duration(duration), muxer::write);
        } catch (IOException e) {
            throw new IOException(output + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void finish() throws IOException {
        try {
            encoder.flush(muxer::write);
            muxer.finish();
            Files.move(unfinished, output, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(output + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        muxer.close();
        encoder.close();
        Files.deleteIfExists(unfinished);
    }
}
