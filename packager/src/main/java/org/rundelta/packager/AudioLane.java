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

/**
 * Writes an audio track as segments cut where the video's are, at the frame of audio that begins nearest. What is left at
 * the end and shorter than half a segment belongs to the segment before.
 */
final class AudioLane implements Closeable {
    /** The id of the audio track in every file. */
    static final int TRACK_ID = 2;

    private final String id;
    private final ChosenAudio audio;
    private final AudioFormat format;
    private final Duration segment;
    private final Path folder;
    /** Null if segments are kept. */
    private final LiveTitle live;

    private final List<EncodedSegment> segments = new ArrayList<>();
    /** The segment after the one being written, as long as it may turn out too short. */
    private final List<Sample> ahead = new ArrayList<>();

    private AudioSource source;
    private Track track;
    private SegmentWriter writer;

    /**
     * @param id of the rendition
     * @param folder for its segments, which exists
     * @param live gets the segments as they come, in real time; null if they are kept
     */
    AudioLane(String id, ChosenAudio audio, AudioFormat format, Duration segment, Path folder, LiveTitle live) {
        this.id = id;
        this.audio = audio;
        this.format = format;
        this.segment = segment;
        this.folder = folder;
        this.live = live;
    }

    String id() {
        return id;
    }

    /**
     * Reads the source to its end, or until it is not wanted any more.
     *
     * @param end of the video; a track that ends before gets silence up to there
     */
    void encode(Duration end, BooleanSupplier isWanted) throws IOException {
        source = audio.input().openAudio(audio.track(), format, end);
        int rate = source.entry(0).sampleRate();
        Segmenter segmenter = new Segmenter(segment, rate);
        long shortest = live == null ? segmenter.start(1) / 2 : 0;
        long open = -1;
        for (Sample sample = source.next();
                sample != null && isWanted.getAsBoolean() && isDue(sample, rate);
                sample = source.next()) {
            ahead.add(sample);
            long middle = sample.decodeTime() - source.priming() + sample.duration() / 2;
            long number = segmenter.number(Math.max(0, middle));
            boolean begins =
                    open < 0 || number != open && endOf(sample) - ahead.get(0).decodeTime() >= shortest;
            if (begins) {
                finishSegment();
                long start = Math.max(0, ahead.get(0).decodeTime() - source.priming());
                writer = SegmentWriter.open(folder.resolve(start + ".m4s"), TRACK_ID, number);
                open = number;
            }
            if (number == open) {
                writeAhead();
            }
        }
        if (writer != null) {
            writeAhead();
            finishSegment();
            track = live == null ? track(rate, segments) : track;
        }
        if (live != null) {
            live.end(id);
        }
    }

    /** False if the video has ended by then. */
    private boolean isDue(Sample sample, int rate) throws IOException {
        return live == null || live.clock().awaitVideo((double) (sample.decodeTime() - source.priming()) / rate);
    }

    private static long endOf(Sample sample) {
        return sample.decodeTime() + sample.duration();
    }

    private void writeAhead() throws IOException {
        for (Sample sample : ahead) {
            writer.add(sample);
        }
        ahead.clear();
    }

    private void finishSegment() throws IOException {
        if (writer != null) {
            EncodedSegment segment = writer.finish();
            writer.close();
            writer = null;
            if (live == null) {
                segments.add(segment);
            } else {
                publish(segment);
            }
        }
    }

    private void publish(EncodedSegment segment) throws IOException {
        if (track == null) {
            track = track(source.entry(0).sampleRate(), List.of(segment));
        }
        live.add(new Rendition(id, audio.description(), track, null, List.of(segment)));
    }

    /** @param some of its segments, from which its bitrate is told */
    private Track track(int rate, List<EncodedSegment> some) {
        long bytes = some.stream().mapToLong(EncodedSegment::payloadBytes).sum();
        long ticks = some.stream().mapToLong(EncodedSegment::duration).sum();
        AudioSampleEntry entry = source.entry((int) (bytes * Byte.SIZE * rate / ticks));
        LanguageTag language = audio.description().language();
        return new Track(
                TRACK_ID, rate, language == null ? Track.LANGUAGE_UNKNOWN : language.iso639(), entry, source.priming());
    }

    /** What came of it; empty if there was no sample. */
    Optional<Rendition> rendition() {
        return Optional.ofNullable(track).map(known -> new Rendition(id, audio.description(), known, null, segments));
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
        if (writer != null) {
            writer.close();
        }
    }
}
