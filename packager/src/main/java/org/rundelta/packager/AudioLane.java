package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;

/** Writes audio as segments cut at the same times as the video's. */
final class AudioLane implements Closeable {
    /** The id of the audio track in every file. */
    static final int TRACK_ID = 2;

    /** The RFC 6381 string of AAC-LC. */
    static final String CODEC_STRING = "mp4a.40.2";

    private final AudioSource source;
    private final Segmenter segmenter;
    private final Path folder;
    private final List<EncodedSegment> segments = new ArrayList<>();
    private SegmentWriter writer;

    AudioLane(AudioSource source, Duration segment, Path folder) {
        this.source = source;
        this.folder = folder;
        segmenter = new Segmenter(segment, source.sampleRate());
    }

    /** Reads the source to its end, or until it is not wanted any more. */
    void encode(BooleanSupplier isWanted) throws IOException {
        long open = -1;
        for (Sample sample = source.next(); sample != null && isWanted.getAsBoolean(); sample = source.next()) {
            long time = Math.max(0, sample.decodeTime() - source.priming());
            long number = segmenter.number(time);
            if (number != open) {
                finishSegment();
                writer = SegmentWriter.open(folder.resolve(time + ".m4s"), TRACK_ID, number);
                open = number;
            }
            writer.add(sample);
        }
        finishSegment();
    }

    /** What came of it; empty if there was no sample. */
    Optional<Rendition> rendition(String id) {
        return segments.isEmpty() ? Optional.empty() : Optional.of(new Rendition(id, track(), segments));
    }

    private Track track() {
        long bytes = segments.stream().mapToLong(EncodedSegment::payloadBytes).sum();
        long ticks = segments.stream().mapToLong(EncodedSegment::duration).sum();
        int bitrate = (int) (bytes * Byte.SIZE * source.sampleRate() / ticks);
        AudioSampleEntry entry =
                AudioSampleEntry.aac(source.channels(), source.sampleRate(), source.audioSpecificConfig(), bitrate);
        return new Track(TRACK_ID, source.sampleRate(), source.language(), entry, source.priming());
    }

    private void finishSegment() throws IOException {
        if (writer != null) {
            segments.add(writer.finish());
            writer.close();
            writer = null;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
        if (writer != null) {
            writer.close();
        }
    }
}
