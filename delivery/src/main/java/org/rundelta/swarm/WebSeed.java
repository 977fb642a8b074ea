package org.rundelta.swarm;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An HTTP server that has the torrent's files, as a source of pieces (BEP 19), in a thread of its own: it is asked for what
 * no peer was asked for, ranges of some pieces at a time. When it fails it is left alone for a while.
 */
final class WebSeed implements Source, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long IDLE_MILLIS = 250;
    private static final long MIN_PAUSE_SECONDS = 2;
    private static final long MAX_PAUSE_SECONDS = 300;
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    /** Parts that are asked for together. */
    private static final int PARTS = 64;

    private final URI url;
    private final Metainfo metainfo;
    private final FileSpans spans;
    private final Exchange exchange;
    private final Consumer<Runnable> swarm;
    private final Consumer<String> note;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Thread thread = new Thread(this::run, "swarm-web");
    private volatile boolean isEnded;

    /**
     * Starts.
     *
     * @param swarm runs what concerns the exchange
     */
    WebSeed(URI url, Metainfo metainfo, Exchange exchange, Consumer<Runnable> swarm, Consumer<String> note) {
        this.url = url;
        this.metainfo = metainfo;
        spans = new FileSpans(metainfo);
        this.exchange = exchange;
        this.swarm = swarm;
        this.note = note;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public String address() {
        return url.toString();
    }

    @Override
    public void cancelOwn(PieceRequest request) {
        // What is on its way cannot be called back.
    }

    private void run() {
        long pauseSeconds = MIN_PAUSE_SECONDS;
        try {
            while (!isEnded) {
                List<PieceRequest> parts = claim();
                if (parts.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
                    continue;
                }
                try {
                    fetch(parts);
                    pauseSeconds = MIN_PAUSE_SECONDS;
                } catch (IOException e) {
                    if (isEnded) {
                        return;
                    }
                    note.accept("web seed " + url + ": " + e.getMessage() + "; tried again in " + pauseSeconds + " s");
                    swarm.accept(() -> exchange.giveBack(this, parts));
                    TimeUnit.SECONDS.sleep(pauseSeconds);
                    pauseSeconds = Math.min(MAX_PAUSE_SECONDS, 2 * pauseSeconds);
                }
            }
        } catch (InterruptedException e) {
            // It is closed.
        }
    }

    private List<PieceRequest> claim() throws InterruptedException {
        CompletableFuture<List<PieceRequest>> claimed = new CompletableFuture<>();
        swarm.accept(() -> claimed.complete(exchange.claim(this, PARTS)));
        try {
            return claimed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Parts that follow each other are fetched together. */
    private void fetch(List<PieceRequest> parts) throws IOException, InterruptedException {
        int from = 0;
        for (int i = 1; i <= parts.size(); i++) {
            if (i == parts.size() || start(parts.get(i)) != end(parts.get(i - 1))) {
                fetchRange(parts.subList(from, i));
                from = i;
            }
        }
    }

    private void fetchRange(List<PieceRequest> parts) throws IOException, InterruptedException {
        long start = start(parts.get(0));
        ByteBuffer data = ByteBuffer.allocate((int) (end(parts.get(parts.size() - 1)) - start));
        spans.each(start, data, (file, position, part) -> {
            if (!metainfo.files().get(file).isPadding()) {
                get(metainfo.files().get(file), position, part);
            }
        });
        for (PieceRequest part : parts) {
            ByteBuffer bytes = data.slice((int) (start(part) - start), part.length());
            swarm.accept(() -> exchange.fetched(this, part, bytes));
        }
    }

    private long start(PieceRequest part) {
        return (long) part.piece() * metainfo.pieceLength() + part.begin();
    }

    private long end(PieceRequest part) {
        return start(part) + part.length();
    }

    private void get(TorrentFile file, long position, ByteBuffer part) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url(file))
                .header("Range", "bytes=" + position + "-" + (position + part.remaining() - 1))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("it is closed");
        } catch (IOException e) {
            throw new SwarmException("it cannot be reached");
        }
        try (InputStream body = response.body()) {
            boolean isWholeFile = position == 0 && part.remaining() == file.length();
            if (response.statusCode() != PARTIAL && !(response.statusCode() == OK && isWholeFile)) {
                throw new SwarmException("it answers " + request.uri() + " with status " + response.statusCode());
            }
            int wanted = part.remaining();
            int count = body.readNBytes(part.array(), part.arrayOffset() + part.position(), wanted);
            if (count < wanted) {
                throw new SwarmException("it sends too few bytes of " + request.uri());
            }
        }
    }

    /** Below the URL, if it is a folder's; a single file may be named itself. */
    private URI url(TorrentFile file) {
        if (file.path().isEmpty() && !url.toString().endsWith("/")) {
            return url;
        }
        String folder = url.toString().endsWith("/") ? url.toString() : url + "/";
        return URI.create(folder
                + Arrays.stream(metainfo.path(file).split("/", -1))
                        .map(WebSeed::encoded)
                        .collect(Collectors.joining("/")));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        isEnded = true;
        thread.interrupt();
    }
}
