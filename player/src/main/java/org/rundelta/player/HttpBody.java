package org.rundelta.player;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rundelta.dash.ByteRange;

/** The body of an HTTP response. A server that ignores a range, and sends all, is put up with. */
final class HttpBody implements Body {
    private static final int PARTIAL = 206;
    private static final int OK = 200;

    private final URI uri;
    private final Parts parts;
    private final Duration timeout;
    private final long length;
    private final boolean isCut;
    private long toSkip;
    private long came;

    private HttpBody(HttpResponse<Parts> response, ByteRange range, Duration timeout) {
        uri = response.uri();
        parts = response.body();
        this.timeout = timeout;
        isCut = range != null && response.statusCode() == OK;
        toSkip = isCut ? range.first() : 0;
        length = range != null
                ? range.length()
                : response.headers().firstValueAsLong("Content-Length").orElse(-1);
    }

    /** The end of a body: whole, or broken off. */
    private record End(Throwable failure) {}

    /** Lets bodies through part by part, so that no more is in memory than is being read. */
    private static final class Parts implements HttpResponse.BodySubscriber<Parts> {
        private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
        /** Complete only some time after the response is handed over. */
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        @Override
        public CompletionStage<Parts> getBody() {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription.complete(newSubscription);
            newSubscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            queue.add(part);
        }

        @Override
        public void onError(Throwable failure) {
            queue.add(new End(failure));
        }

        @Override
        public void onComplete() {
            queue.add(new End(null));
        }

        /** Null after the timeout. */
        Object take(Duration timeout) throws InterruptedException {
            return queue.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }

        void more() {
            subscription.join().request(1);
        }

        void cancel() {
            CompletableFuture<Void> unused = subscription.thenAccept(Flow.Subscription::cancel);
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param range to ask for, or null
     * @param timeout without an answer, and later without a byte
     * @throws HttpStatusException if it is none with a body
     * @throws IOException if there is none
     */
    static HttpBody open(HttpClient http, URI uri, ByteRange range, Duration timeout) throws IOException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", "rundelta");
            if (range != null) {
                request.header("Range", "bytes=" + range);
            }
            HttpResponse<Parts> response = http.send(request.build(), info -> new Parts());
            if (!isWhatWasAskedFor(response, range)) {
                response.body().cancel();
                throw new HttpStatusException(uri, response.statusCode(), retryAfter(response));
            }
            return new HttpBody(response, range, timeout);
        } catch (HttpTimeoutException e) {
            throw new SilenceException(uri + ": no answer within " + seconds(timeout), e);
        } catch (ConnectException e) {
            throw new IOException(uri + ": cannot connect; check the address, and that the server is running", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(uri + ": not a URL that can be fetched; check the address", e);
        } catch (InterruptedException e) {
            throw new InterruptedPlayException(e);
        }
    }

    private static boolean isWhatWasAskedFor(HttpResponse<?> response, ByteRange range) {
        if (range == null || response.statusCode() != PARTIAL) {
            return response.statusCode() == OK;
        }
        String got = response.headers().firstValue("Content-Range").orElse("");
        return got.startsWith("bytes " + range + "/");
    }

    private static OptionalLong retryAfter(HttpResponse<?> response) {
        try {
            return response.headers().firstValueAsLong("Retry-After");
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // it may be a date
        }
    }

    private static String seconds(Duration timeout) {
        return timeout.toMillis() / 1000.0 + " s";
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public byte[] next() throws IOException {
        // The end is waited for unless it is far away, so that the connection can be used again.
        while (!isCut || came < length) {
            Object event = take();
            if (event instanceof End end) {
                checkWhole(end);
                return null;
            }
            byte[] part = cut(bytes((List<?>) event));
            parts.more();
            if (part.length > 0) {
                came += part.length;
                return part;
            }
        }
        return null;
    }

    private Object take() throws IOException {
        try {
            Object event = parts.take(timeout);
            if (event == null) {
                throw new SilenceException(
                        uri + ": the server stopped sending after " + came + " bytes, for " + seconds(timeout), null);
            }
            return event;
        } catch (InterruptedException e) {
            throw new InterruptedPlayException(e);
        }
    }

    private void checkWhole(End end) throws IOException {
        if (end.failure != null || came < length) {
            String of = length < 0 ? "" : " of " + length;
            throw new IOException(uri + ": the connection broke off after " + came + of + " bytes", end.failure);
        }
    }

    private static byte[] bytes(List<?> buffers) {
        int size = 0;
        for (Object buffer : buffers) {
            size += ((ByteBuffer) buffer).remaining();
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (Object buffer : buffers) {
            all.put((ByteBuffer) buffer);
        }
        return all.array();
    }

    /** What of a part is in the range that was asked for. */
    private byte[] cut(byte[] part) {
        int from = (int) Math.min(toSkip, part.length);
        toSkip -= from;
        long to = length < 0 ? part.length : Math.min(part.length, from + length - came);
        return from == 0 && to == part.length ? part : Arrays.copyOfRange(part, from, (int) to);
    }

    @Override
    public void close() {
        parts.cancel();
    }
}
