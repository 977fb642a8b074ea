package org.rundelta.packager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Bandwidth;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.CodecString;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.TextSampleEntry;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.PackageReport.PackagedRepresentation;

/**
 * Describes an encoded title as an MPD: one period, an adaptation set for each codec of the video and for its trick play,
 * one for each rendition of audio or text, and one for thumbnails.
 */
final class TitleManifest {
    private static final String PERIOD_ID = "0";

    private final EncodedTitle title;
    private final PackageOptions options;
    private final boolean hasTextFiles;
    private final Duration minBufferTime;
    private final List<Representation> representations = new ArrayList<>();
    private final List<TrackDescription> descriptions = new ArrayList<>();
    private final Optional<Representation> thumbnails;
    private final List<PackagedRepresentation> report = new ArrayList<>();

    /**
     * @param files of the title's renditions, in the order of {@link EncodedTitle#all}
     * @param texts beside them
     */
    TitleManifest(
            EncodedTitle title,
            PackageOptions options,
            List<RenditionFiles> files,
            List<TextFile> texts,
            Optional<ThumbnailFiles> tiles)
            throws Mp4Exception {
        this.title = title;
        this.options = options;
        hasTextFiles = !texts.isEmpty();
        minBufferTime = longestSegment();
        for (RenditionFiles rendition : files) {
            add(rendition);
        }
        texts.forEach(this::add);
        thumbnails = tiles.map(ThumbnailFiles::representation);
        tiles.ifPresent(this::report);
    }

    /** A client that holds one segment can play; less than that it cannot hold. */
    private Duration longestSegment() {
        Duration longest = Duration.ZERO;
        for (Rendition rendition : title.all()) {
            for (EncodedSegment segment : rendition.segments()) {
                Duration duration = Mpd.duration(
                        rendition.duration(segment), rendition.track().timescale());
                longest = longest.compareTo(duration) > 0 ? longest : duration;
            }
        }
        return longest;
    }

    private void add(RenditionFiles files) throws Mp4Exception {
        Rendition rendition = files.rendition();
        int count = rendition.segments().size();
        long[] starts = new long[count];
        long[] bytes = new long[count];
        for (int i = 0; i < count; i++) {
            EncodedSegment segment = rendition.segments().get(i);
            starts[i] = rendition.start(segment);
            bytes[i] = segment.fileBytes();
        }
        long timescale = rendition.track().timescale();
        long bandwidth = files.bandwidth(Bandwidth.required(bytes, starts, timescale, minBufferTime));
        Representation representation = files.locate(representation(rendition, bandwidth));
        representations.add(representation);
        descriptions.add(rendition.description());
        report.add(new PackagedRepresentation(
                rendition.id(),
                representation.codecs(),
                representation.width() == null ? null : representation.width().intValue(),
                representation.height() == null ? null : representation.height().intValue(),
                bandwidth,
                averageBitrate(files, timescale),
                count,
                files.bytes(),
                files.folder()));
    }

    /** A client that loads a file loads all of it at once. */
    private void add(TextFile text) {
        long[] bytes = {text.bytes()};
        long bandwidth = Bandwidth.required(bytes, new long[] {0}, 1, minBufferTime);
        representations.add(Representation.text(text.id(), bandwidth, null).in(text.path()));
        descriptions.add(text.description());
        report.add(new PackagedRepresentation(
                text.id(),
                "vtt",
                null,
                null,
                bandwidth,
                bytes[0] * Byte.SIZE * 1000 / title.durationMs(),
                1,
                bytes[0],
                text.folder()));
    }

    private void report(ThumbnailFiles tiles) {
        ThumbnailPlan plan = tiles.plan();
        report.add(new PackagedRepresentation(
                tiles.id(),
                "jpeg",
                plan.tileWidth(),
                plan.tileHeight(),
                thumbnails.orElseThrow().bandwidth(),
                Bandwidth.ofTiles(tiles.bytes(), tiles.count() * plan.tileDuration(), ThumbnailPlan.TIMESCALE),
                tiles.count(),
                tiles.bytes(),
                tiles.folder()));
    }

    private Representation representation(Rendition rendition, long bandwidth) throws Mp4Exception {
        String codecs = CodecString.of(rendition.track().entry());
        if (rendition.track().entry() instanceof AudioSampleEntry audio) {
            return Representation.audio(rendition.id(), bandwidth, codecs, audio.sampleRate(), audio.channels());
        }
        if (rendition.track().entry() instanceof TextSampleEntry) {
            return Representation.text(rendition.id(), bandwidth, codecs);
        }
        VideoSampleEntry video = (VideoSampleEntry) rendition.track().entry();
        Representation representation = Representation.video(
                rendition.id(),
                bandwidth,
                codecs,
                video.width(),
                video.height(),
                video.pixelAspect().toString(),
                rendition.frameRate() == null ? null : rendition.frameRate().toString());
        return title.trickPlay().contains(rendition)
                ? representation.ofKeyframes(maxPlayoutRate(rendition))
                : representation;
    }

    /** So fast that it has as many frames a second as the video. */
    private Double maxPlayoutRate(Rendition keyframes) {
        FrameRate normal = title.video().get(0).frameRate();
        FrameRate rate = keyframes.frameRate();
        return normal == null || rate == null
                ? null
                : Math.max(
                        1,
                        Math.floor((double) normal.numerator()
                                * rate.denominator()
                                / ((double) normal.denominator() * rate.numerator())));
    }

    private static long averageBitrate(RenditionFiles files, long timescale) {
        Rendition rendition = files.rendition();
        long ticks = rendition.end() - rendition.start(rendition.segments().get(0));
        return Math.round((double) files.mediaBytes() * Byte.SIZE * timescale / ticks);
    }

    /** The manifest itself. */
    Mpd mpd() {
        int videos = title.video().size();
        List<AdaptationSet> sets = new ArrayList<>();
        Map<String, List<Representation>> byCodec = new LinkedHashMap<>();
        for (int i = 0; i < videos; i++) {
            String codec = title.video().get(i).track().entry().type();
            byCodec.computeIfAbsent(codec, key -> new ArrayList<>()).add(representations.get(i));
        }
        byCodec.values().forEach(set -> sets.add(AdaptationSet.video(sets.size(), set)));
        List<String> codecs = List.copyOf(byCodec.keySet());
        int sounds = videos + title.trickPlay().size();
        for (int i = videos; i < sounds; i++) {
            int of = codecs.indexOf(title.all().get(i).track().entry().type());
            sets.add(AdaptationSet.trickPlay(sets.size(), of, representations.subList(i, i + 1)));
        }
        int texts = sounds + title.audio().size();
        for (int i = sounds; i < texts; i++) {
            sets.add(set(AdaptationSet::audio, sets.size(), i));
        }
        for (int i = texts; i < representations.size(); i++) {
            sets.add(set(AdaptationSet::text, sets.size(), i));
        }
        thumbnails.ifPresent(tiles -> sets.add(AdaptationSet.thumbnails(sets.size(), List.of(tiles))));
        Duration duration = Duration.ofMillis(title.durationMs());
        Period period = new Period(PERIOD_ID, Duration.ZERO, duration, List.of(), sets);
        return new Mpd(
                profiles(),
                duration,
                minBufferTime,
                options.pathways().manifestBaseUrls(),
                options.pathways().contentSteering(),
                List.of(period));
    }

    /** A text that is one file has no place where each representation is in segments that a template names. */
    private List<String> profiles() {
        if (options.layout() == Layout.ON_DEMAND) {
            return List.of(Mpd.ON_DEMAND_PROFILE);
        }
        return hasTextFiles ? List.of(Mpd.FULL_PROFILE) : List.of(Mpd.LIVE_PROFILE);
    }

    /** What the manifest says of each representation. */
    List<PackagedRepresentation> report() {
        return report;
    }

    /** Makes the adaptation set of one representation that viewers choose. */
    private interface SetMaker {
        AdaptationSet make(
                long id, String lang, List<String> labels, String role, List<Representation> representations);
    }

    private AdaptationSet set(SetMaker maker, int id, int index) {
        TrackDescription description = descriptions.get(index);
        return maker.make(
                id,
                description.language() == null ? null : description.language().value(),
                description.label() == null ? List.of() : List.of(description.label()),
                description.role(),
                representations.subList(index, index + 1));
    }
}
