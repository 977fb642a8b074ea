package org.rundelta.edge;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.rundelta.cache.Answer;
import org.rundelta.cache.CachedFile;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.FileBody;

/** What a cache holds, or gets when it is asked for it. The path alone says which file is meant, not what follows a {@code ?}. */
final class CacheSite implements Site {
    private static final int MAX_PATH = 4096;
    private static final Map<Answer.Source, HttpField> STATUS = new EnumMap<>(Map.of(
            Answer.Source.HIT, status("hit"),
            Answer.Source.MISS, status("fwd=uri-miss"),
            Answer.Source.COLLAPSED, status("fwd=uri-miss; collapsed"),
            Answer.Source.REVALIDATED, status("fwd=stale; fwd-status=304"),
            Answer.Source.STALE, status("hit; detail=stale-if-error")));

    private final EdgeCache cache;
    private final CachedContents contents;
    private final ContentSender sender = new ContentSender();

    CacheSite(EdgeCache cache, CachedContents contents) {
        this.cache = cache;
        this.contents = contents;
    }

    /** RFC 9211. */
    private static HttpField status(String value) {
        return new PreEncodedHttpField("Cache-Status", "rundelta; " + value);
    }

    @Override
    public void answer(String path, Request request, Response response, Callback callback) throws IOException {
        HttpFields headers = request.getHeaders();
        String via = String.join(", ", headers.getValuesList(HttpHeader.VIA));
        if (!isServed(path)) {
            refuse(HttpStatus.NOT_FOUND_404, request, response, callback);
        } else if (cache.isLoop(via)) {
            refuse(HttpStatus.LOOP_DETECTED_508, request, response, callback);
        } else if (headers.contains(HttpHeader.CACHE_CONTROL, "only-if-cached")) {
            send(cache.answerIfHeld(path), path, via, request, response, callback);
        } else {
            Optional<Answer> known = cache.answer(path);
            if (known.isPresent()) {
                send(known.get(), path, via, request, response, callback);
            } else {
                fetch(path, via, request, response, callback);
            }
        }
    }

    /** Names as folders have them; a slash at the end is for the page of one. */
    private static boolean isServed(String path) {
        String names = path.substring(1, path.endsWith("/") ? Math.max(1, path.length() - 1) : path.length());
        return path.length() <= MAX_PATH && (path.equals("/") || ServedFolder.isServedPath(names));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its end is the end of the request
    private void fetch(String path, String via, Request request, Response response, Callback callback) {
        cache.fetch(path, via)
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (failure == null) {
                                send(answer, path, via, request, response, callback);
                            } else {
                                Response.writeError(request, response, callback, failure);
                            }
                        },
                        request.getComponents().getExecutor());
    }

    private void send(Answer answer, String path, String via, Request request, Response response, Callback callback) {
        try {
            if (answer instanceof Answer.Held held) {
                response.getHeaders().put(STATUS.get(held.source()));
                send(held.file(), request, response, callback);
            } else if (answer instanceof Answer.Coming coming) {
                response.getHeaders().put(STATUS.get(coming.source()));
                send(coming, request, response, callback);
            } else if (answer instanceof Answer.Refused refused) {
                refuse(refused, request, response, callback);
            }
        } catch (NoSuchFileException e) {
            fetch(path, via, request, response, callback); // evicted just now
        } catch (IOException | RuntimeException e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private void send(CachedFile file, Request request, Response response, Callback callback) throws IOException {
        long age = cache.age(file);
        Optional<CachedContent> inMemory = contents.inMemory(file);
        if (inMemory.isPresent()) {
            send(inMemory.get(), age, request, response, callback);
            return;
        }
        FileBody body = cache.open(file);
        Callback end = Callback.from(callback, body::release);
        send(contents.open(file, body, executor(request)), age, request, response, end);
    }

    private void send(Answer.Coming file, Request request, Response response, Callback callback) {
        Callback end = Callback.from(callback, file.body()::release);
        send(contents.coming(file, executor(request)), file.arrivedAge(), request, response, end);
    }

    private static Executor executor(Request request) {
        return request.getComponents().getExecutor();
    }

    /** Whatever comes of it, the callback learns of the end, since it lets go of what is being sent. */
    private void send(CachedContent content, long age, Request request, Response response, Callback callback) {
        try {
            response.getHeaders().put(content.cacheControl());
            response.getHeaders().put(new HttpField.LongValueHttpField(HttpHeader.AGE, age));
            HttpContent encoded = content.gzip() == null
                    ? content
                    : ContentSender.encoded(ContentSender.accepted(request), content, content.gzip());
            sender.send(content, encoded, request, response, callback);
        } catch (IOException | RuntimeException e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static void refuse(int status, Request request, Response response, Callback callback) {
        refuse(new Answer.Refused(status, ""), request, response, callback);
    }

    private static void refuse(Answer.Refused refused, Request request, Response response, Callback callback) {
        if (refused.location().isEmpty()) {
            Response.writeError(request, response, callback, refused.status());
        } else {
            Response.sendRedirect(request, response, callback, refused.status(), refused.location(), true);
        }
    }
}
