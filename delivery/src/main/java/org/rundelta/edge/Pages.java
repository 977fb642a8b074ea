package org.rundelta.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
    private final ServedFolder folder;
    private final TitleIndex index;
    private final Map<String, byte[]> player;

    Pages(ServedFolder folder, Map<String, byte[]> player) {
        this.folder = folder;
        this.player = player;
        index = new TitleIndex(folder.root(), !player.isEmpty());
    }

    /** Answers, if there is such a page. */
    boolean answer(String path, Request request, Response response, Callback callback) throws IOException {
        int nameAt = path.lastIndexOf('/') + 1;
        String name = nameAt == path.length() ? "index.html" : path.substring(nameAt);
        byte[] content = player.get(name);
        if (content != null
                && folder.find(path.substring(0, nameAt) + TitleIndex.MANIFEST).isPresent()) {
            send(response, callback, MediaType.of(name).name(), content);
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

    /** Whether a page is shown for this folder, whose path ends with a slash. */
    boolean isPage(String path) throws IOException {
        return player.containsKey("index.html")
                && folder.find(path + TitleIndex.MANIFEST).isPresent();
    }

    static void send(Response response, Callback callback, String type, String text) {
        send(response, callback, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(Response response, Callback callback, String type, byte[] content) {
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
