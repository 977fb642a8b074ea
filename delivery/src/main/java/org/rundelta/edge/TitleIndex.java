package org.rundelta.edge;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The page that lists the titles below a folder: the folders that hold a manifest. */
final class TitleIndex {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_TITLES = 500;
    private static final int MAX_FOLDERS = 10_000;
    static final String MANIFEST = "manifest.mpd";

    private final Path root;
    private final boolean isPlayed;

    /**
     * An index.
     *
     * @param root a real path
     * @param isPlayed whether there is a player's page in each title
     */
    TitleIndex(Path root, boolean isPlayed) {
        this.root = root;
        this.isPlayed = isPlayed;
    }

    String page() {
        List<Path> titles = titles();
        String cards = titles.isEmpty()
                ? "<p>No folder here holds a <code>manifest.mpd</code> yet.</p>"
                : titles.stream().map(this::card).collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
        return PAGE.replace("@CARDS@", cards);
    }

    /** Those nearest to the root first. What lies in a title is its own. */
    private List<Path> titles() {
        List<Path> titles = new ArrayList<>();
        Deque<Path> left = new ArrayDeque<>(List.of(root));
        for (int looked = 0; !left.isEmpty() && looked < MAX_FOLDERS && titles.size() < MAX_TITLES; looked++) {
            Path folder = left.remove();
            if (Files.isRegularFile(folder.resolve(MANIFEST))) {
                titles.add(folder);
            } else if (folder.getNameCount() - root.getNameCount() < MAX_DEPTH) {
                left.addAll(folders(folder));
            }
        }
        return titles;
    }

    /** In order of their names; none if they cannot be read. */
    private static List<Path> folders(Path folder) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> ServedFolder.isServed(path.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
    }

    private String card(Path title) {
        String url = url(title);
        String name = title.equals(root) ? "This title" : root.relativize(title).toString();
        String watch = isPlayed ? url : url + MANIFEST;
        String picture = PlayerPage.poster(title)
                .map(file -> "<img src=\"" + url + file + "\" alt=\"\" loading=\"lazy\">")
                .orElse("<span class=\"blank\"></span>");
        String links = Stream.of(MANIFEST, "master.m3u8")
                .filter(file -> Files.isRegularFile(title.resolve(file)))
                .map(file -> "<a href=\"" + url + file + "\">" + file + "</a>")
                .collect(Collectors.joining(" "));
        return "<li><a class=\"watch\" href=\"%s\">%s<b>%s</b></a><small>%s</small></li>"
                .formatted(watch, picture, escaped(name), links);
    }

    /** Of a folder, with slashes at both ends. */
    private String url(Path title) {
        return title.equals(root)
                ? "/"
                : StreamSupport.stream(root.relativize(title).spliterator(), false)
                        .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                        .collect(Collectors.joining("/", "/", "/"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Titles</title>
            <link rel="icon" href="data:,">
            <style>
            :root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; }
            body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; }
            ul { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); list-style: none; padding: 0; }
            .watch { color: inherit; display: block; overflow-wrap: anywhere; text-decoration: none; }
            .watch:hover b, .watch:focus-visible b { text-decoration: underline; }
            img, .blank { aspect-ratio: 16 / 9; background: #8883; border-radius: .5rem; display: block; margin-bottom: .5rem; object-fit: cover; width: 100%; }
            small a { color: inherit; margin-right: .75rem; opacity: .7; }
            </style>
            <h1>Titles</h1>
            @CARDS@
            </html>
            """;
}
