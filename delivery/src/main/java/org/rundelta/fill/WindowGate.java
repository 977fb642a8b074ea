package org.rundelta.fill;

import java.util.Optional;

/** Whether edges may be filled now, and waiting until they may. */
final class WindowGate {
    /** Why what was under way was given up, to go on when the window opens. */
    static final String CLOSED = "the window closed";

    private static final long PAUSE_MS = 1000;

    private final Optional<FillWindow> window;
    private final FillListener listener;
    private final FillClock clock;

    /** @param window empty if they may at any time */
    WindowGate(Optional<FillWindow> window, FillListener listener, FillClock clock) {
        this.window = window;
        this.listener = listener;
        this.clock = clock;
    }

    boolean isOpen() {
        return window.isEmpty() || window.get().isOpen(clock.now());
    }

    void await() throws InterruptedException {
        if (!isOpen()) {
            listener.waiting(window.orElseThrow());
        }
        while (!isOpen()) {
            clock.sleep(PAUSE_MS);
        }
    }
}
