package org.rundelta.fill;

/** Hears how a fill goes, from several threads. */
public interface FillListener {
    /** So many bytes are where they go, of so many. */
    void progress(long bytesDone, long bytesTotal);

    /** Nothing is sent until the window opens. */
    void waiting(FillWindow window);
}
