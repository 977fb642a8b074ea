package org.rundelta.packager;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.SampleEntry;
import org.rundelta.mp4.Track;

/**
 * The video of our own codec in a fragmented MP4 file, or in an initialization segment and the segments that belong to it,
 * decoded by {@link Decoder}. Opening it reads the tables of the whole file, so that a missing part is found out at once.
 */
public final class RundeltaSource implements FrameSource {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Type of the sample entry of our codec. */
    static final String SAMPLE_ENTRY = "rdv1";

    private static final int BITS_PER_CHANNEL = 8;

    private final Path file;
    private final FragmentReader reader;
    private final Track track;
    private final TrackSurvey survey;
    private final VideoInfo video;
    /** Of each sample entry; all decode the same size. */
    private final List<Decoder> decoders = new ArrayList<>();
    /** Index of the next frame, and its time in ticks since the first. */
    private long nextIndex;

    private long nextTime;
    private long framesDecoded;
    private long cpuNanos;

    private RundeltaSource(Path file, FragmentReader reader, TrackSurvey survey) throws IOException, CodecException {
        this.file = file;
        this.reader = reader;
        this.survey = survey;
        track = videoTrack(reader.init()).orElseThrow();
        List<CodecConfig> configs = new ArrayList<>();
        for (SampleEntry entry : track.entries()) {
            configs.add(CodecConfig.parse(entry.config()));
        }
        checkOneSize(configs);
        video = describe(configs.get(0));
        long start = THREADS.getCurrentThreadCpuTime();
        for (CodecConfig config : configs) {
            decoders.add(new Decoder(config)); // decodes the primer
        }
        cpuNanos = THREADS.getCurrentThreadCpuTime() - start;
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be read, holds no video of our codec, is malformed or lacks a part; the message
     *     names the file
     */
    public static RundeltaSource open(Path file) throws IOException {
        return open(List.of(file));
    }

    /**
     * Opens files that are read as one: an initialization segment and segments that follow one another.
     *
     * @throws IOException as {@link #open(Path)}
     */
    public static RundeltaSource open(List<Path> files) throws IOException {
        Path file = files.get(files.size() - 1);
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; name a file");
        }
        FragmentReader reader = null;
        RundeltaSource source = null;
        try {
            TrackSurvey survey = survey(files, file);
            reader = FragmentReader.open(files);
            source = new RundeltaSource(file, reader, survey);
            return source;
        } catch (Mp4Exception | CodecException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } finally {
            if (source == null && reader != null) {
                reader.close();
            }
        }
    }

    /**
     * Whether a file is one for this class: a fragmented MP4 with video of our codec, even if it is damaged further on.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean recognises(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FragmentReader reader = FragmentReader.open(file)) {
            return videoTrack(reader.init()).isPresent();
        } catch (Mp4Exception e) {
            return false;
        }
    }

    private static Optional<Track> videoTrack(InitSegment init) {
        return init.tracks().stream()
                .filter(track ->
                        track.entries().stream().allMatch(entry -> entry.type().equals(SAMPLE_ENTRY)))
                .findFirst();
    }

    private static TrackSurvey survey(List<Path> files, Path file) throws IOException, Mp4Exception {
        try (FragmentReader tables = FragmentReader.open(files)) {
            Optional<Track> track = videoTrack(tables.init());
            if (track.isEmpty()) {
                String others = tables.init().tracks().stream()
                        .map(other -> other.entry().type())
                        .collect(Collectors.joining(", "));
                throw new IOException(file + ": no track of codec " + SAMPLE_ENTRY + ", only of " + others
                        + "; name a file that was encoded by rundelta");
            }
            return TrackSurvey.of(tables, track.get(), file);
        }
    }

    private VideoInfo describe(CodecConfig config) {
        long duration = survey.index().endTime();
        // The average rate is frames * timescale / duration; in lowest terms it mostly fits two ints.
        BigInteger frames = BigInteger.valueOf(survey.frames()).multiply(BigInteger.valueOf(track.timescale()));
        BigInteger ticks = BigInteger.valueOf(duration);
        BigInteger divisor = frames.gcd(ticks);
        BigInteger numerator = frames.divide(divisor);
        BigInteger denominator = ticks.divide(divisor);
        boolean known = duration > 0 && numerator.bitLength() < Integer.SIZE && denominator.bitLength() < Integer.SIZE;
        return new VideoInfo(
                config.width(),
                config.height(),
                track.timescale(),
                known ? numerator.intValueExact() : 0,
                known ? denominator.intValueExact() : 1,
                duration,
                BITS_PER_CHANNEL,
                config.chroma() == ChromaFormat.YUV420);
    }

    private void checkOneSize(List<CodecConfig> configs) throws IOException {
        List<String> sizes = configs.stream()
                .map(config -> config.width() + "x" + config.height())
                .distinct()
                .toList();
        if (sizes.size() > 1) {
            throw new IOException(file + ": its frames are of several sizes, " + String.join(" and ", sizes)
                    + ", and only those of one size can be decoded here; save it from rungs of one size");
        }
    }

    @Override
    public VideoInfo video() {
        return video;
    }

    /** How many frames there are in all. */
    public long frames() {
        return survey.frames();
    }

    /** Where decoding can begin. */
    public SourceIndex index() {
        return survey.index();
    }

    /** What the decoder alone has done until now, frames that were skipped included, and the primer in the time. */
    public CodecTime time() {
        return new CodecTime(framesDecoded * video.width() * video.height(), cpuNanos);
    }

    @Override
    public Frame next() throws IOException {
        Sample sample = read();
        if (sample == null) {
            return null;
        }
        long time = nextTime;
        Picture picture = decode(sample);
        nextTime += sample.duration();
        nextIndex++;
        return new Frame(picture, time, sample.duration());
    }

    @Override
    public void skipTo(long time) throws IOException {
        if (time < nextTime) {
            reader.rewind(track);
            nextTime = 0;
            nextIndex = 0;
        }
        SourceIndex index = survey.index();
        long keyframe = index.seekPoints()[index.lastUpTo(time)];
        while (nextTime < keyframe && nextIndex < survey.frames()) {
            passOver();
        }
        while (nextTime < time && next() != null) {
            // decoded because the frames after it refer to it
        }
    }

    private void passOver() throws IOException {
        try {
            nextTime += reader.skip(track.id()).duration();
            nextIndex++;
        } catch (Mp4Exception e) {
            throw failure(e);
        }
    }

    private Sample read() throws IOException {
        try {
            return reader.next(track.id());
        } catch (Mp4Exception e) {
            throw failure(e);
        }
    }

    private Picture decode(Sample sample) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            return decoders.get(sample.entry()).decode(sample.data());
        } catch (CodecException e) {
            throw failure(e);
        } finally {
            cpuNanos += THREADS.getCurrentThreadCpuTime() - start;
            framesDecoded++;
        }
    }

    private IOException failure(Exception e) {
        return new IOException(
                String.format(
                        Locale.ROOT,
                        "%s: frame %d at %.3f s: %s; fetch or encode it again",
                        file,
                        nextIndex,
                        (double) nextTime / track.timescale(),
                        e.getMessage()),
                e);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
