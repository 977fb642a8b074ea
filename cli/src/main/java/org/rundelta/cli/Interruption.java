package org.rundelta.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that has something to clean up do so when the program is interrupted (Ctrl-C, or a polite kill): the working
 * thread is interrupted, and the JVM waits a little for it to close this.
 */
final class Interruption implements AutoCloseable {
    private static final long GRACE_SECONDS = 5;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interruptWorker, "interruption");

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** For loops that never wait, and so would not notice. */
    void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Waits for it. */
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void interruptWorker() {
        worker.interrupt();
        try {
            if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("rundelta: interrupted before it could clean up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is running, or has run.
        }
    }
}
