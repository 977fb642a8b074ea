package org.rundelta.packager;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.rundelta.codec.Effort;

/**
 * How to package.
 *
 * @param output folder of the title, made if absent
 * @param ladder the rungs to encode; null to take coded video as it is
 * @param segment length of a segment, see {@link Segmenter}
 * @param effort of the video encoders
 * @param threads at most, at least 1
 * @param engine that encodes the segments, and outlives this; null for the threads of this machine
 * @param audio that it gets
 * @param text that it gets
 * @param thumbnails that it gets
 * @param trickPlay whether it gets keyframes for fast play in adaptation sets of their own
 * @param hls whether to write HLS playlists beside the MPD
 * @param layout of the segments in files
 * @param pathways where the title will be served
 * @param resume whether to keep what an interrupted run has encoded from the same input in the same way
 */
public record PackageOptions(
        Path output,
        Ladder ladder,
        Duration segment,
        Effort effort,
        int threads,
        TaskEngine engine,
        AudioOptions audio,
        TextOptions text,
        ThumbnailOptions thumbnails,
        boolean trickPlay,
        boolean hls,
        Layout layout,
        Pathways pathways,
        boolean resume) {
    /** What a segment lasts if nobody says otherwise: few enough requests, and quality can still follow the network. */
    public static final Duration DEFAULT_SEGMENT = Duration.ofSeconds(4);

    public PackageOptions {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(effort, "effort");
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(thumbnails, "thumbnails");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(pathways, "pathways");
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not from 1 on");
        }
    }

    /**
     * With the input's audio, no text and no thumbnails, as DASH alone, segments in files named by their time, and served where the
     * manifest is.
     */
    public PackageOptions(Path output, Ladder ladder, Duration segment, Effort effort, int threads) {
        this(
                output,
                ladder,
                segment,
                effort,
                threads,
                null,
                AudioOptions.DEFAULT,
                TextOptions.NONE,
                ThumbnailOptions.NONE,
                false,
                false,
                Layout.TIME,
                Pathways.NONE,
                false);
    }

    /** The same, encoded elsewhere. */
    public PackageOptions on(TaskEngine other) {
        return changed(change -> change.engine = other);
    }

    /** The same with other audio. */
    public PackageOptions withAudio(AudioOptions other) {
        return changed(change -> change.audio = other);
    }

    /** The same with other text. */
    public PackageOptions withText(TextOptions other) {
        return changed(change -> change.text = other);
    }

    /** The same with other thumbnails. */
    public PackageOptions withThumbnails(ThumbnailOptions other) {
        return changed(change -> change.thumbnails = other);
    }

    /** The same with or without trick play. */
    public PackageOptions withTrickPlay(boolean wanted) {
        return changed(change -> change.trickPlay = wanted);
    }

    /** The same with or without HLS. */
    public PackageOptions withHls(boolean wanted) {
        return changed(change -> change.hls = wanted);
    }

    /** The same in other files, served elsewhere. */
    public PackageOptions withLayout(Layout other, Pathways places) {
        return changed(change -> {
            change.layout = other;
            change.pathways = places;
        });
    }

    /** The same, resuming an interrupted run. */
    public PackageOptions resuming() {
        return changed(change -> change.resume = true);
    }

    private PackageOptions changed(Consumer<Change> how) {
        Change change = new Change();
        how.accept(change);
        return new PackageOptions(
                output,
                ladder,
                segment,
                effort,
                threads,
                change.engine,
                change.audio,
                change.text,
                change.thumbnails,
                change.trickPlay,
                change.hls,
                change.layout,
                change.pathways,
                change.resume);
    }

    /** What can be changed, at first as it is. */
    private final class Change {
        private TaskEngine engine = PackageOptions.this.engine;
        private AudioOptions audio = PackageOptions.this.audio;
        private TextOptions text = PackageOptions.this.text;
        private ThumbnailOptions thumbnails = PackageOptions.this.thumbnails;
        private boolean trickPlay = PackageOptions.this.trickPlay;
        private boolean hls = PackageOptions.this.hls;
        private Layout layout = PackageOptions.this.layout;
        private Pathways pathways = PackageOptions.this.pathways;
        private boolean resume = PackageOptions.this.resume;
    }
}
