package org.rundelta.cache;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The body of an answer, taken as it comes. Its result is whether it was wanted, once all of it has come. */
final class Arrival implements BodySubscriber<Boolean> {
    /** So much of an unwanted one is read, to keep the connection. */
    private static final long MAX_UNWANTED = 64 << 10;

    private final CompletableFuture<Boolean> result = new CompletableFuture<>();
    private final Taker taker;
    private final boolean isWanted;
    private Subscription subscription;
    private boolean isCancelled;

    /** Who takes the bytes. */
    @FunctionalInterface
    interface Taker {
        /** Takes some, then has the next ones come, now or later. */
        void take(ByteBuffer bytes, Runnable next) throws IOException;
    }

    private Arrival(Taker taker, boolean isWanted) {
        this.taker = taker;
        this.isWanted = isWanted;
    }

    static Arrival wanted(Taker taker) {
        return new Arrival(taker, true);
    }

    static Arrival unwanted() {
        long[] left = {MAX_UNWANTED};
        return new Arrival(
                (bytes, next) -> {
                    left[0] -= bytes.remaining();
                    if (left[0] < 0) {
                        throw new IOException("much is said of what is wrong");
                    }
                    next.run();
                },
                false);
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return result;
    }

    @Override
    public synchronized void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        next();
    }

    private synchronized void next() {
        if (isCancelled) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> items) {
        if (isCancelled) {
            return;
        }
        try {
            for (int i = 0; i < items.size(); i++) {
                taker.take(items.get(i), i == items.size() - 1 ? this::next : () -> {});
            }
        } catch (IOException e) {
            cancel();
            if (isWanted) {
                result.completeExceptionally(e);
            } else {
                result.complete(false);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(isWanted);
    }

    /** Nothing more is taken when this has returned. */
    synchronized void cancel() {
        isCancelled = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
