package org.rundelta.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The pages that are not files of the folder: the player's in every folder with a manifest, as if they lay there, and the
 * index of all such folders at {@code /}.
 */
final class Pages {
    private static final String PAGE = "index.html";

    private final ServedFolder folder;
    private final TitleIndex index;
    private final FileService files;
    private final Map<String, BuiltInFile> player = new HashMap<>();

    /** The player's page, for each poster that a title may have. */
    private final Map<Optional<String>, BuiltInFile> pages = new HashMap<>();

    Pages(ServedFolder folder, FileService files, Map<String, byte[]> player) {
        this.folder = folder;
        this.files = files;
        player.forEach((name, bytes) -> this.player.put(name, new BuiltInFile(name, bytes)));
        if (player.containsKey(PAGE)) {
            Stream.concat(
                            Stream.of(Optional.<String>empty()),
                            PlayerPage.POSTERS.stream().map(Optional::of))
                    .forEach(poster ->
                            pages.put(poster, new BuiltInFile(PAGE, PlayerPage.with(poster, player.get(PAGE)))));
        }
        index = new TitleIndex(folder.root(), !player.isEmpty());
    }

    /** Answers, if there is such a page. */
    boolean answer(String path, Request request, Response response, Callback callback) throws IOException {
        int nameAt = path.lastIndexOf('/') + 1;
        String name = nameAt == path.length() ? PAGE : path.substring(nameAt);
        String title = path.substring(0, nameAt);
        if (player.containsKey(name) && folder.find(title + TitleIndex.MANIFEST).isPresent()) {
            BuiltInFile file = name.equals(PAGE) ? pages.get(poster(title)) : player.get(name);
            files.answer(file, request, response, callback);
            return true;
        }
        if (path.equals("/")) {
            // To look for titles takes its time, for which nobody else should wait.
            request.getComponents()
                    .getExecutor()
                    .execute(() -> send(response, callback, "text/html;charset=utf-8", index.page()));
            return true;
        }
        return false;
    }

    private Optional<String> poster(String title) throws IOException {
        for (String name : PlayerPage.POSTERS) {
            if (folder.find(title + name).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Whether a page is shown for this folder, whose path ends with a slash. */
    boolean isPage(String path) throws IOException {
        return player.containsKey(PAGE)
                && folder.find(path + TitleIndex.MANIFEST).isPresent();
    }

    static void send(Response response, Callback callback, String type, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
