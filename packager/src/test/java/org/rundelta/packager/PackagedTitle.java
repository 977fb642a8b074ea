package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Picture;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.LocatedSegments.MediaSegment;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.dash.Segment;
import org.rundelta.dash.SegmentTemplate;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;

/** A packaged folder as a client sees it: from the manifest on. */
final class PackagedTitle {
    private final Path folder;
    private final Mpd mpd;
    private final Period period;

    /** A decoded frame, its pixels boiled down to a hash. */
    record Shown(long time, long duration, int hash) {
        static Shown of(Picture picture, long time, long duration) {
            return new Shown(time, duration, hashOf(picture));
        }
    }

    PackagedTitle(Path folder) throws Exception {
        this.folder = folder;
        mpd = MpdReader.read(folder.resolve(Packager.MANIFEST));
        period = mpd.periods().get(0);
    }

    Mpd mpd() {
        return mpd;
    }

    AdaptationSet video() {
        return period.adaptationSets().get(0);
    }

    AdaptationSet audio() {
        return period.adaptationSets().get(1);
    }

    Representation representation(String id) {
        return period.adaptationSets().stream()
                .flatMap(set -> set.representations().stream())
                .filter(representation -> representation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<Segment> segments(Representation representation) throws Exception {
        return located(representation).media().stream()
                .map(MediaSegment::segment)
                .toList();
    }

    LocatedSegments located(Representation representation) throws Exception {
        AdaptationSet set = period.adaptationSets().stream()
                .filter(each -> each.representations().contains(representation))
                .findFirst()
                .orElseThrow();
        return LocatedSegments.of(folder, mpd, period, set, representation);
    }

    Path initialization(Representation representation) throws Exception {
        return folder.resolve(representation.segmentTemplate().initializationUrl(representation));
    }

    List<Path> media(Representation representation) throws Exception {
        SegmentTemplate template = representation.segmentTemplate();
        return template.mediaUrls(representation, mpd.durationOf(period)).stream()
                .map(folder::resolve)
                .toList();
    }

    /** Every file that the manifest names is there, and no other. */
    PackagedTitle assertComplete() throws Exception {
        List<String> expected = new ArrayList<>(ManifestFiles.of(mpd));
        expected.addAll(List.of(Packager.MANIFEST, Packager.POSTER));
        assertThat(files(folder).keySet()).containsExactlyInAnyOrderElementsOf(expected);
        return this;
    }

    /** All frames of a representation, each segment decoded by itself and of the time that the manifest says. */
    List<Shown> decode(Representation representation) throws Exception {
        List<Shown> frames = new ArrayList<>();
        List<Segment> segments = segments(representation);
        List<Path> media = media(representation);
        for (int i = 0; i < media.size(); i++) {
            List<Shown> segment = decode(initialization(representation), media.get(i));
            Shown last = segment.get(segment.size() - 1);
            assertThat(segment.get(0).time()).isEqualTo(segments.get(i).time());
            assertThat(last.time() + last.duration())
                    .isEqualTo(segments.get(i).time() + segments.get(i).duration());
            frames.addAll(segment);
        }
        return frames;
    }

    private static List<Shown> decode(Path initialization, Path segment) throws Exception {
        List<Shown> frames = new ArrayList<>();
        try (FragmentReader reader = FragmentReader.open(List.of(initialization, segment))) {
            Track track = reader.init().tracks().get(0);
            Decoder decoder = new Decoder(CodecConfig.parse(track.entry().config()));
            for (Sample sample = reader.next(track.id()); sample != null; sample = reader.next(track.id())) {
                assertThat(sample.sync()).isEqualTo(frames.isEmpty());
                frames.add(Shown.of(decoder.decode(sample.data()), sample.decodeTime(), sample.duration()));
            }
        }
        return frames;
    }

    /** All frames of a source. */
    static List<Shown> read(FrameSource source) throws IOException {
        List<Shown> frames = new ArrayList<>();
        try (source) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                frames.add(Shown.of(frame.picture(), frame.time(), frame.duration()));
            }
        }
        return frames;
    }

    /** Contents by name of all files in a folder. */
    static SortedMap<String, byte[]> files(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static int hashOf(Picture picture) {
        int hash = 1;
        for (int y = 0; y < picture.height(); y++) {
            int row = y * picture.stride();
            for (int pixel : Arrays.copyOfRange(picture.pixels(), row, row + picture.width())) {
                hash = 31 * hash + (pixel & 0xFFFFFF);
            }
        }
        return hash;
    }
}
