package org.rundelta.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error. */
final class ProgressLine implements Progress {
    /** Fixed, because asking the terminal for its width takes longer than many commands run. */
    private static final int WIDTH = 79;

    private final ProgressBar bar;

    ProgressLine(String task, long total) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
    }

    @Override
    public void step(long steps) {
        bar.stepBy(steps);
    }

    @Override
    public void detail(String detail) {
        bar.setExtraMessage(detail);
    }

    @Override
    public void close() {
        bar.close();
    }
}
