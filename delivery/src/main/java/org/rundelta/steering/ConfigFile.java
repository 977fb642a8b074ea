package org.rundelta.steering;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the configuration of a steering server, which docs/steering.md describes. */
public final class ConfigFile {
    private static final double DEFAULT_TTL_SECONDS = 60;
    private static final double DEFAULT_INTERVAL_SECONDS = 10;
    private static final double MS_PER_SECOND = 1000;
    private static final double MAX_SECONDS = 1e9;

    private ConfigFile() {}

    /**
     * Reads it, and the table of networks that it names.
     *
     * @throws IOException if a file cannot be read
     * @throws SteeringException if one is malformed or contradicts itself; the message says where, and what to do
     */
    public static SteeringConfig read(Path file) throws IOException, SteeringException {
        try {
            return config(new Keys(Json.read(file)), file);
        } catch (IllegalArgumentException e) {
            throw new SteeringException(file + ": " + e.getMessage(), e);
        }
    }

    private static SteeringConfig config(Keys keys, Path file) throws IOException, SteeringException {
        String url = keys.text("url");
        double ttl = keys.number("ttl", DEFAULT_TTL_SECONDS);
        double interval = keys.number("check-interval", DEFAULT_INTERVAL_SECONDS);
        String networks = keys.text("networks");
        List<IpPrefix> proxies =
                keys.texts("trusted-proxies").stream().map(IpPrefix::parse).toList();
        List<Pathway> pathways = each("edge", keys.list("edges"), ConfigFile::pathway);
        List<SteeredTitle> titles = new ArrayList<>(each("title", keys.list("titles"), ConfigFile::title));
        String folder = keys.text("title-folder");
        if (folder != null) {
            addNew(TitleFolder.titles(file.resolveSibling(folder)), titles);
        }
        keys.end();
        return new SteeringConfig(
                url == null ? null : uri(url),
                seconds(ttl),
                seconds(interval),
                networks == null ? PrefixTable.EMPTY : NetworkFile.read(file.resolveSibling(networks)),
                proxies,
                pathways,
                titles);
    }

    /** What is listed already says more. */
    private static void addNew(List<SteeredTitle> found, List<SteeredTitle> titles) {
        Set<String> listed = titles.stream().map(SteeredTitle::id).collect(Collectors.toSet());
        found.stream().filter(title -> !listed.contains(title.id())).forEach(titles::add);
    }

    private static <T> List<T> each(String what, List<?> items, Function<Object, T> reader) {
        List<T> all = new ArrayList<>();
        for (Object item : items) {
            try {
                all.add(reader.apply(item));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        what + " " + (all.size() + 1) + name(item) + ": " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static String name(Object item) {
        return item instanceof java.util.Map<?, ?> keys && keys.get("id") instanceof String id ? " (" + id + ")" : "";
    }

    private static Pathway pathway(Object item) {
        Keys keys = new Keys(item);
        Pathway pathway = new Pathway(
                keys.requiredText("id"),
                uri(keys.requiredText("url")),
                Set.copyOf(keys.texts("networks")),
                keys.number("capacity", 1),
                keys.isSet("origin"),
                keys.isSet("pull"),
                keys.text("clone-of"));
        keys.end();
        return pathway;
    }

    private static SteeredTitle title(Object item) {
        if (item instanceof String id) {
            return new SteeredTitle(id, SteeredTitle.MANIFEST, 0);
        }
        Keys keys = new Keys(item);
        String id = keys.requiredText("id");
        String manifest = keys.text("manifest");
        SteeredTitle title =
                new SteeredTitle(id, manifest == null ? SteeredTitle.MANIFEST : manifest, keys.number("bitrate", 0));
        keys.end();
        return title;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url \"" + text + "\" is not a URL: " + e.getReason(), e);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, MAX_SECONDS) * MS_PER_SECOND));
    }
}
