package org.rundelta.push;

/** Adds up the bytes of all targets, and lets the listener hear one thread at a time. */
final class Progress {
    private final PushListener listener;
    private final long bytesTotal;
    private long bytesDone;

    Progress(PushListener listener, long bytesTotal) {
        this.listener = listener;
        this.bytesTotal = bytesTotal;
    }

    synchronized void add(long bytes) {
        bytesDone += bytes;
        listener.progress(bytesDone, bytesTotal);
    }

    synchronized void planned(String target, PushListener.Action action, String path) {
        listener.planned(target, action, path);
    }
}
