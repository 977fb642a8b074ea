package org.rundelta.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.rundelta.dash.FileUrl;
import org.rundelta.dash.ManifestException;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.MultivariantPlaylist;
import org.rundelta.hls.Resolution;
import org.rundelta.hls.Variant;
import org.rundelta.mp4.CodecString;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SampleEntry;
import org.rundelta.mp4.VideoSampleEntry;

/** Checks a multivariant playlist, and the media playlists that it names. */
final class MultivariantCheck {
    private final Path folder;
    private final String name;
    private final Findings findings;

    /** By path; null for those of which nothing is known. */
    private final Map<String, CheckedPlaylist> playlists = new HashMap<>();

    private final Set<String> named = new HashSet<>();
    private boolean complete = true;

    /** @param name of the playlist in the folder of the title */
    MultivariantCheck(Path folder, String name, Findings findings) {
        this.folder = folder;
        this.name = name;
        this.findings = findings;
    }

    /** Paths of all files that it and its media playlists name. */
    Set<String> named() {
        return named;
    }

    /** Whether all media playlists could be read. */
    boolean isComplete() {
        return complete;
    }

    void run(MultivariantPlaylist playlist) throws IOException, ManifestException {
        for (AlternativeRendition rendition : playlist.renditions()) {
            if (rendition.uri() != null && playlist.isElsewhere(rendition.uri())) {
                checkCopy(rendition.uri(), playlist.renditions(), AlternativeRendition::uri, MultivariantCheck::stated);
            } else if (rendition.uri() != null) {
                checked(rendition.uri());
            }
        }
        for (Variant variant : playlist.variants()) {
            List<CheckedPlaylist> audio = group(playlist, AlternativeRendition.Type.AUDIO, variant.audio());
            List<CheckedPlaylist> text = group(playlist, AlternativeRendition.Type.SUBTITLES, variant.subtitles());
            if (playlist.isElsewhere(variant.uri())) {
                checkCopy(variant.uri(), playlist.variants(), Variant::uri, MultivariantCheck::stated);
            } else {
                check(variant, audio, text);
            }
        }
    }

    /** On another server is a copy of what is here, at the same path below the title. */
    private <T> void checkCopy(
            String uri, List<T> all, Function<T, String> uris, Function<T, Map<String, Object>> stated) {
        Set<Map<String, Object>> copies = new HashSet<>();
        Set<Map<String, Object>> here = new HashSet<>();
        for (T each : all) {
            String own = uris.apply(each);
            if (uri.equals(own)) {
                copies.add(stated.apply(each));
            } else if (own != null && uri.endsWith("/" + own)) {
                here.add(stated.apply(each));
            }
        }
        if (here.isEmpty()) {
            findings.add(name, "it names " + uri, "copies of what is beside it alone");
        } else if (!here.equals(copies)) {
            findings.add(name, "it says " + copies + " of " + uri, here + ", as of what is beside it");
        }
    }

    /** But for the names of groups, which are other ones in each pathway. */
    private static Map<String, Object> stated(Variant variant) {
        Map<String, Object> stated = new TreeMap<>();
        stated.put("BANDWIDTH", variant.bandwidth());
        stated.put("AVERAGE-BANDWIDTH", variant.averageBandwidth());
        stated.put("CODECS", variant.codecs());
        stated.put("RESOLUTION", variant.resolution());
        stated.put("FRAME-RATE", variant.frameRate());
        return stated;
    }

    private static Map<String, Object> stated(AlternativeRendition rendition) {
        Map<String, Object> stated = new TreeMap<>();
        stated.put("TYPE", rendition.type());
        stated.put("NAME", rendition.name());
        stated.put("LANGUAGE", rendition.language());
        stated.put("CHANNELS", rendition.channels());
        return stated;
    }

    private CheckedPlaylist checked(String uri) throws IOException, ManifestException {
        String path = FileUrl.file(name, uri);
        if (!playlists.containsKey(path)) {
            playlists.put(path, check(path));
        }
        return playlists.get(path);
    }

    private CheckedPlaylist check(String path) throws IOException {
        named.add(path);
        if (!Files.isRegularFile(folder.resolve(path))) {
            findings.add(path, "the file is missing", "it, since " + name + " names it");
            return null;
        }
        try {
            return new PlaylistCheck(folder, path, named, findings).run();
        } catch (ManifestException e) {
            complete = false;
            findings.addUnreadable(folder.resolve(path), path, e);
            return null;
        }
    }

    /** What of a group is known. */
    private List<CheckedPlaylist> group(MultivariantPlaylist playlist, AlternativeRendition.Type type, String id)
            throws IOException, ManifestException {
        List<CheckedPlaylist> members = new ArrayList<>();
        boolean isThere = id == null;
        for (AlternativeRendition rendition : playlist.renditions()) {
            if (rendition.type() == type && rendition.groupId().equals(id)) {
                isThere = true;
                boolean isHere = rendition.uri() != null && !playlist.isElsewhere(rendition.uri());
                members.add(isHere ? checked(rendition.uri()) : null);
            }
        }
        if (!isThere) {
            findings.add(name, "a variant names the group " + id, "an EXT-X-MEDIA of TYPE " + type + " in that group");
        }
        members.removeIf(Objects::isNull);
        return members;
    }

    private void check(Variant variant, List<CheckedPlaylist> audio, List<CheckedPlaylist> text)
            throws IOException, ManifestException {
        CheckedPlaylist own = checked(variant.uri());
        if (own == null) {
            return;
        }
        if (own.playlist().kind() != variant.kind()) {
            findings.add(variant.uri(), "it lists " + own.playlist().kind(), variant.kind() + ", as " + name + " says");
        }
        List<List<CheckedPlaylist>> parts = List.of(List.of(own), audio, text);
        requireAtLeast("BANDWIDTH", variant, variant.bandwidth(), sum(parts, CheckedPlaylist::peak));
        if (variant.averageBandwidth() != null) {
            requireAtLeast(
                    "AVERAGE-BANDWIDTH", variant, variant.averageBandwidth(), sum(parts, CheckedPlaylist::average));
        }
        try {
            checkCodecs(variant, own, audio);
        } catch (Mp4Exception e) {
            findings.add(variant.uri(), e.getMessage(), "a sample entry that can be read");
        }
        if (own.entry() instanceof VideoSampleEntry video && variant.resolution() != null) {
            Resolution actual = new Resolution(video.width(), video.height());
            findings.compare(name, "RESOLUTION of " + variant.uri(), variant.resolution(), actual);
        }
    }

    /** The most of each part together. */
    private static long sum(List<List<CheckedPlaylist>> parts, ToLongFunction<CheckedPlaylist> bitrate) {
        return parts.stream()
                .mapToLong(part -> part.stream().mapToLong(bitrate).max().orElse(0))
                .sum();
    }

    private void requireAtLeast(String what, Variant variant, long stated, long required) {
        if (stated < required) {
            findings.add(name, what + " of " + variant.uri() + " is " + stated, "at least " + required);
        }
    }

    private void checkCodecs(Variant variant, CheckedPlaylist own, List<CheckedPlaylist> audio) throws Mp4Exception {
        List<SampleEntry> entries = new ArrayList<>();
        entries.add(own.entry());
        audio.forEach(member -> entries.add(member.entry()));
        List<String> stated = variant.codecs() == null
                ? List.of()
                : Arrays.stream(variant.codecs().split(",", -1))
                        .map(String::strip)
                        .toList();
        for (SampleEntry entry : entries) {
            if (entry == null || variant.codecs() == null) {
                continue;
            }
            String codec = CodecString.of(entry);
            if (stated.stream()
                    .noneMatch(each -> each.equals(codec) || DescriptionCheck.isHighEfficiency(each, codec))) {
                findings.add(name, "CODECS of " + variant.uri() + " is " + variant.codecs(), codec + " among them");
            }
        }
    }
}
