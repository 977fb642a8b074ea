package org.rundelta.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error. */
final class ProgressLine implements Progress {
    /** Fixed, because asking the terminal for its width takes longer than many commands run. */
    private static final int WIDTH = 79;

    private static final long MEGABYTE = 1_000_000;

    private final ProgressBar bar;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private ProgressLine(String task, long total, String unit, long size) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, size)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
    }

    /** Of so many steps; -1 if that is not known. */
    static Progress ofSteps(String task, long total) {
        return new ProgressLine(task, total, "", 1);
    }

    /** Of so many bytes, shown as megabytes. */
    static Progress ofBytes(String task, long total) {
        return new ProgressLine(task, total, " MB", MEGABYTE);
    }

    @Override
    public void step(long steps) {
        bar.stepBy(steps);
    }

    @Override
    public void detail(String detail) {
        bar.setExtraMessage(detail);
    }

    /** Once; after that nothing is shown. */
    @Override
    public void close() {
        if (!isClosed.getAndSet(true)) {
            bar.close();
        }
    }
}
