package org.rundelta.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The smallest command with a report: what every real one is made of. */
@Command(name = "example")
final class ExampleCommand implements Callable<Integer> {

    /** What it reports. */
    record Report(int frames, Double psnr) {}

    /** What a command may call. */
    interface Work {
        int frames() throws Exception;
    }

    private final Work work;

    @Option(names = "--at-least")
    private int minimum;

    @Mixin
    private OutputOptions output;

    ExampleCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        output.message("counting");
        try (Progress progress = output.progress("count", -1)) {
            int frames = work.frames();
            progress.step(frames);
            output.report(new Report(frames, null), () -> frames + " frames");
            return frames < minimum ? ExitCode.FAILED : ExitCode.DONE;
        }
    }
}
