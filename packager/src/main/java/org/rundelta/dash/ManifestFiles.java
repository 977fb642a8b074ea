package org.rundelta.dash;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that a manifest names, for whoever copies or checks the folder it stands in. Base URLs on one level are
 * alternatives for the same bytes (ISO/IEC 23009-1, 5.6.5), so one of them is followed. An absolute one at the level of
 * the MPD is where a copy of the whole folder is served; everything below must stay in the folder.
 */
public final class ManifestFiles {
    private final Mpd mpd;
    private final Set<String> files = new LinkedHashSet<>();
    /** Paths told so far, and their characters: a short manifest may name the same files, or long ones, very often. */
    private int named;

    private long characters;

    private ManifestFiles(Mpd mpd) {
        this.mpd = mpd;
    }

    /**
     * Paths relative to the manifest's folder, with {@code /} between names, each once: representation by
     * representation, the initialization segment first and the media segments in order of time. The manifest itself is
     * not among them.
     *
     * @throws ManifestException if a URL is malformed or leaves the folder, segments cannot be told, more than a million
     *     files are named, or their paths are too long for memory
     */
    public static List<String> of(Mpd mpd) throws ManifestException {
        ManifestFiles files = new ManifestFiles(mpd);
        String folder = folderOf(mpd);
        for (Period period : mpd.periods()) {
            files.addPeriod(period, below(folder, period.baseUrls()));
        }
        return List.copyOf(files.files);
    }

    /**
     * The paths of one representation: first that of its initialization segment, if it has one, then those of its media
     * segments, as many as it has and in order of time; of a representation that is one file, that.
     *
     * @param period of the MPD; {@code set} is in it, and {@code representation} in that
     * @throws ManifestException as {@link #of(Mpd)}
     */
    public static List<String> of(Mpd mpd, Period period, AdaptationSet set, Representation representation)
            throws ManifestException {
        return new ManifestFiles(mpd).paths(period, set, representation, setBase(mpd, period, set));
    }

    /** The path against which the URLs of a representation resolve; it ends with a slash unless it names a file. */
    static String base(Mpd mpd, Period period, AdaptationSet set, Representation representation)
            throws ManifestException {
        return below(setBase(mpd, period, set), representation.baseUrls());
    }

    private static String setBase(Mpd mpd, Period period, AdaptationSet set) throws ManifestException {
        return below(below(folderOf(mpd), period.baseUrls()), set.baseUrls());
    }

    private static String folderOf(Mpd mpd) throws ManifestException {
        for (BaseUrl base : mpd.baseUrls()) {
            if (!FileUrl.isAbsolute(base.url())) {
                return FileUrl.resolve("", base.url());
            }
        }
        return "";
    }

    private void addPeriod(Period period, String base) throws ManifestException {
        for (AdaptationSet set : period.adaptationSets()) {
            String setBase = below(base, set.baseUrls());
            for (Representation representation : set.representations()) {
                files.addAll(paths(period, set, representation, setBase));
            }
        }
    }

    private List<String> paths(Period period, AdaptationSet set, Representation representation, String setBase)
            throws ManifestException {
        String base = below(setBase, representation.baseUrls());
        SegmentList list = set.segmentListOf(representation);
        if (list != null) {
            return listed(list, base);
        }
        if (representation.segmentBase() != null || set.isOneFile(representation)) {
            return List.of(counted(FileUrl.file(base, "")));
        }
        SegmentTemplate template = set.segmentTemplateOf(representation);
        List<String> paths = new ArrayList<>();
        String initialization = template.initializationUrl(representation);
        if (initialization != null) {
            paths.add(counted(FileUrl.file(base, initialization)));
        }
        for (String url : template.mediaUrls(representation, mpd.durationOf(period))) {
            paths.add(counted(FileUrl.file(base, url)));
        }
        return paths;
    }

    private List<String> listed(SegmentList list, String base) throws ManifestException {
        List<String> paths = new ArrayList<>();
        if (list.initialization() != null) {
            paths.add(counted(FileUrl.file(base, list.initialization().place().path())));
        }
        for (SegmentList.Url url : list.urls()) {
            paths.add(counted(FileUrl.file(base, url.place().path())));
        }
        return paths;
    }

    private String counted(String path) throws ManifestException {
        named++;
        characters += path.length();
        if (named > SegmentTimes.MAX_SEGMENTS || characters > UrlTemplate.MAX_CHARACTERS) {
            throw new ManifestException("MPD over the limit: it names more than " + SegmentTimes.MAX_SEGMENTS
                    + " files, or files with paths of more than " + UrlTemplate.MAX_CHARACTERS
                    + " characters together");
        }
        return path;
    }

    private static String below(String base, List<BaseUrl> alternatives) throws ManifestException {
        return alternatives.isEmpty()
                ? base
                : FileUrl.resolve(base, alternatives.get(0).url());
    }
}
