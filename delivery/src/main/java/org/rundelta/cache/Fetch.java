package org.rundelta.cache;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One file on its way, from the first upstream that has it. Where one fails the next goes on, with the rest of the file if a
 * part of it has come already. It never waits: it goes on when something comes, or the cache finds that nothing does.
 */
final class Fetch {
    private final FetchOrder order;
    private final FetchTools tools;
    private final Iterator<Upstream> left;
    private final ArrivingFile file;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final CompletableFuture<CachedFile> outcome = new CompletableFuture<>();
    private Upstream upstream;
    private Arrival arrival;
    private IOException reason;
    private boolean isUnreached;
    private volatile boolean isStalled;
    private volatile boolean isCancelled;
    private volatile boolean isPaused;
    private volatile long progressNanos;
    private volatile CompletableFuture<?> exchange;

    Fetch(FetchOrder order, FetchTools tools) {
        this.order = order;
        this.tools = tools;
        left = order.upstreams().iterator();
        file = new ArrivingFile(order, tools);
        progressNanos = System.nanoTime();
    }

    FileBody body() {
        return file.body();
    }

    /** What to answer those with who asked for it. */
    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** The file as it is held in the end; fails if it is not. */
    CompletableFuture<CachedFile> outcome() {
        return outcome;
    }

    void start() {
        next();
    }

    private void next() {
        while (left.hasNext() && !isCancelled) {
            Upstream candidate = left.next();
            if (!candidate.equals(upstream) || !isUnreached) {
                ask(candidate);
                return;
            }
        }
        giveUp();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it completes is looked at in ended
    private void ask(Upstream candidate) {
        upstream = candidate;
        arrival = null;
        isUnreached = false;
        isStalled = false;
        progressNanos = System.nanoTime();
        tools.counters().fetches.increment();
        CompletableFuture<HttpResponse<Boolean>> sent = tools.client().sendAsync(request(), this::accept);
        exchange = sent;
        sent.whenComplete(this::ended);
    }

    private HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(upstream.uri(order.path()))
                .header("Accept-Encoding", "identity")
                .header("Via", order.via());
        file.askForRest(request);
        return request.build();
    }

    private BodySubscriber<Boolean> accept(ResponseInfo info) {
        progressNanos = System.nanoTime();
        try {
            if (file.accepts(info)) {
                Optional<Answer> begun = file.answer();
                arrival = Arrival.wanted(this::take);
                begun.ifPresent(answer::complete);
                return arrival;
            }
        } catch (IOException e) {
            reason = e;
        }
        arrival = Arrival.unwanted();
        return arrival;
    }

    private void take(ByteBuffer bytes, Runnable next) throws IOException {
        progressNanos = System.nanoTime();
        int count = bytes.remaining();
        (upstream.isOrigin() ? tools.counters().bytesFromOrigin : tools.counters().bytesFromParents).add(count);
        file.take(bytes);
        isPaused = true;
        order.pace().after(count, () -> {
            progressNanos = System.nanoTime();
            isPaused = false;
            next.run();
        });
    }

    /** Gives the upstream up, if nothing has come of it for too long. */
    void checkProgress(long now) {
        boolean isLate = now - progressNanos > tools.limits().stall().toNanos();
        if (isLate && !isPaused && exchange != null) {
            isStalled = true;
            exchange.cancel(true);
        }
    }

    /** Gives it up; the outcome says when that is done. */
    void cancel() {
        isCancelled = true;
        if (exchange != null) {
            exchange.cancel(true);
        }
    }

    private void ended(HttpResponse<Boolean> response, Throwable failure) {
        try {
            if (arrival != null) {
                arrival.cancel();
            }
            if (failure != null) {
                failed(failure instanceof CompletionException ? failure.getCause() : failure);
            } else if (response.body()) {
                finish();
            } else {
                answered(response);
            }
        } catch (RuntimeException | Error e) {
            reason = new IOException("internal error: " + e, e);
            giveUp();
        }
    }

    private void failed(Throwable failure) {
        isUnreached = isStalled
                || failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof UnresolvedAddressException;
        if (isUnreached) {
            tools.upstreams().cannotReach(upstream);
        }
        String why = isStalled || failure instanceof CancellationException
                ? "sends nothing"
                : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        reason = new IOException(why, failure);
        tools.log().say(upstream.toString(), why);
        next();
    }

    private void answered(HttpResponse<Boolean> response) {
        int status = response.statusCode();
        if (status == 304 && order.held() != null && !file.hasBegun()) {
            CachedFile same = file.revalidated(response.headers());
            tools.counters().revalidations.increment();
            order.keeper().revalidated(order.held(), same);
            end(new Answer.Held(same, Answer.Source.REVALIDATED), null);
            outcome.complete(same);
            return;
        }
        boolean isMissing = status == 404 || status == 410;
        boolean isFinal = isMissing ? upstream.isOrigin() : status / 100 == 3 || status / 100 == 4 && status != 429;
        if (isFinal && !file.hasBegun()) {
            refused(status, response);
            return;
        }
        if (reason == null || status != 200) {
            reason = new IOException("answers " + status);
        }
        if (!isMissing) {
            tools.log().say(upstream.toString(), reason.getMessage());
        }
        next();
    }

    private void refused(int status, HttpResponse<Boolean> response) {
        Optional<String> location = response.headers().firstValue("location").flatMap(upstream::pathOf);
        boolean leadsAway = status / 100 == 3 && location.isEmpty();
        Answer.Refused refusal = new Answer.Refused(leadsAway ? 502 : status, location.orElse(""));
        order.keeper().refused(order.path(), refusal, order.held());
        end(refusal, null);
        outcome.completeExceptionally(new IOException(upstream + " answers " + status));
    }

    private void finish() {
        CachedFile whole;
        try {
            whole = file.finish();
        } catch (IOException e) {
            reason = e;
            giveUp();
            return;
        }
        Optional<CachedFile> kept = file.keep(whole);
        kept.ifPresent(order.keeper()::kept);
        end(file.coming(whole.size()), null);
        kept.ifPresentOrElse(
                outcome::complete,
                () -> outcome.completeExceptionally(new IOException("could not be kept: " + file.unkept())));
    }

    private void giveUp() {
        boolean isStale = order.held() != null
                && order.held().freshness().mayBeUsedStale(tools.clock().instant());
        Answer.Refused refusal = new Answer.Refused(isStalled ? 504 : 502, "");
        order.keeper().failed(order.path(), refusal);
        end(isStale ? new Answer.Held(order.held(), Answer.Source.STALE) : refusal, reason);
        outcome.completeExceptionally(reason);
    }

    /** Whoever asks from now on finds what is held; then those who wait get the rest, or an answer. */
    private void end(Answer last, IOException failure) {
        file.dropUnlessKept();
        order.keeper().ended(this, order.path());
        file.body().end(failure);
        answer.complete(last);
        file.body().release();
    }
}
