package org.rundelta.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.rundelta.packager.LadderException;
import org.rundelta.packager.LiveInput;
import org.rundelta.packager.LiveListener;
import org.rundelta.packager.LiveOptions;
import org.rundelta.packager.LivePackager;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.PackageReport;
import org.rundelta.packager.Packager;
import org.rundelta.push.LivePush;
import org.rundelta.push.LiveState;
import org.rundelta.push.PushException;
import org.rundelta.push.PushReport;
import org.rundelta.push.PushResult;

/** Packages a title while its input comes, and pushes it as it goes. */
final class LiveRun {
    private final LiveInput input;
    private final OutputOptions output;

    LiveRun(MediaInput input, OutputOptions output) {
        this.output = output;
        this.input = new LiveInput(input, this::late);
    }

    private void late(Duration by, boolean isEncoding) {
        output.message(String.format(
                Locale.ROOT,
                "%.1f s behind real time: %s",
                by.toMillis() / 1e3,
                isEncoding
                        ? "encoding does not keep up; use fewer or smaller rungs, or fewer frames"
                        : "the input comes too slowly"));
    }

    /** Told of the title before a failed push ends the command. */
    @FunctionalInterface
    interface Reporter {
        void report(PackageReport packaged, List<PushResult> pushed) throws IOException;
    }

    /** Runs until the input ends or Ctrl-C comes. */
    @SuppressWarnings("try") // the interruption works by being open
    void run(PackageOptions options, LiveOptions rules, List<String> targets, Reporter reporter)
            throws IOException, InterruptedException, LadderException {
        try (Interruption interruption = new Interruption();
                OutputFolder title = OutputFolder.make(options.output());
                LivePush push = targets.isEmpty() ? null : LivePush.begin(title.path(), targets, output::message)) {
            StopSignal.on(input::stop);
            output.message("packaging " + input.name() + " as it comes; Ctrl-C ends it");
            PackageReport packaged;
            try {
                packaged = LivePackager.run(input, options, rules, push == null ? LiveListener.NONE : to(push));
            } catch (IOException e) {
                finishAfter(e, push);
                throw e;
            }
            reporter.report(
                    packaged,
                    push == null ? List.of() : finish(push, packaged, reporter).pushed());
        }
    }

    private static LiveListener to(LivePush push) {
        return update ->
                push.publish(new LiveState(Packager.MANIFEST, update.manifest(), update.named(), update.kept()));
    }

    private static PushReport finish(LivePush push, PackageReport packaged, Reporter reporter)
            throws IOException, InterruptedException {
        try {
            return push.finish();
        } catch (PushException e) {
            reporter.report(packaged, e.report().pushed());
            throw e;
        }
    }

    /** What there is by then goes to the targets all the same. */
    private static void finishAfter(IOException failure, LivePush push) throws InterruptedException {
        if (push != null) {
            try {
                push.finish();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
