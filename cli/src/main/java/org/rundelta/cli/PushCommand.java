package org.rundelta.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rundelta.push.Publisher;
import org.rundelta.push.PushCare;
import org.rundelta.push.PushException;
import org.rundelta.push.PushOptions;
import org.rundelta.push.PushReport;
import org.rundelta.push.PushResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta push}. Interrupted at any moment, it leaves each target with the old title or the new one. */
@Command(
        name = "push",
        description =
                "Copy a packaged folder to where it is served: checked as inspect --check does, media first, manifests"
                        + " last, verified. What a target has already is not copied again, so an interrupted push is"
                        + " resumed by doing it again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta push title --to /srv/edge-a/title https://edge-b.example/title/ --delete-stale",
            "  rundelta push title --to /mnt/archive/title --sync always",
            "  rundelta push title --to /mnt/a/title /mnt/b/title /mnt/c/title --via swarm"
        })
final class PushCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Folder of a packaged title, with its manifest.")
    private Path title;

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            arity = "1..*",
            required = true,
            description =
                    "Where to copy it: directories, s3://bucket/folder (region, credentials and endpoint as Amazon's"
                            + " tools find them: AWS_REGION, AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_S3 ...), or http(s) URLs"
                            + " of folders on servers with PUT, better WebDAV, with name and password if they want them"
                            + " (https://name:password@host/folder/). They are made if they are not there.")
    private List<String> targets;

    @Option(
            names = "--delete-stale",
            description = "Afterwards delete what earlier pushes put there and the title no longer has; see --grace.")
    private boolean deleteStale;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description =
                    "Before it is deleted, so long must a push have found that the title no longer has it, for who"
                            + " still plays the title of before (default: ${DEFAULT-VALUE}).")
    private int graceSeconds;

    @Option(
            names = "--no-check",
            description = "Push without checking the title first, as one of another packager that does not pass.")
    private boolean unchecked;

    @Option(names = "--dry-run", description = "Change nothing; list what would be copied and deleted.")
    private boolean dryRun;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "" + PushOptions.CONNECTIONS,
            description = "So many files are on their way to a target at a time (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--limit-rate",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "To all targets together at most so many bits per second, as in 20M.")
    private Long bitsPerSecond;

    @Option(
            names = "--via",
            paramLabel = "WAY",
            defaultValue = "copy",
            description =
                    "How targets get it: each by itself (copy; default), or, if they are directories, from each other,"
                            + " so that the title is read once (swarm; --limit-rate is then that of reading it).")
    private Via via;

    @Option(
            names = "--verify",
            paramLabel = "WHAT",
            defaultValue = "content",
            description =
                    "What is looked at of what was written: all of it, read back and compared (content; default), or how"
                            + " long it is (size), for who trusts the connection and the disk. In S3 hashes are compared.")
    private Verify verify;

    @Option(
            names = "--sync",
            paramLabel = "WHEN",
            defaultValue = "replacing",
            description =
                    "When to wait until what directories get is on the disk, since a power cut soon after may lose it: if it"
                            + " takes the place of what was published before (replacing; default), always, or never. To"
                            + " push again puts right what is lost.")
    private PushCare.Sync sync;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        if (!unchecked) {
            CheckText.requireRight(title);
        }
        try (PushProgress progress = new PushProgress(output, dryRun)) {
            report(
                    via == Via.SWARM
                            ? Publisher.publishBySwarm(title, targets, options(), progress)
                            : Publisher.publish(title, targets, options(), progress));
        } catch (PushException e) {
            report(e.report());
            throw e;
        }
        return ExitCode.DONE;
    }

    private PushOptions options() {
        long bytesPerSecond = bitsPerSecond == null ? 0 : Math.max(1, bitsPerSecond / Byte.SIZE);
        if (graceSeconds < 0) {
            throw new ParameterException(spec.commandLine(), "--grace " + graceSeconds + " is below 0 seconds");
        }
        if (connections < 1) {
            throw new ParameterException(spec.commandLine(), "--connections " + connections + " is below 1");
        }
        if (via == Via.SWARM && (sync == PushCare.Sync.NEVER || verify == Verify.SIZE)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--via swarm hashes each piece and waits for the disk: leave out --verify size and --sync never");
        }
        Optional<Duration> grace = Optional.of(Duration.ofSeconds(graceSeconds));
        PushCare care = new PushCare(verify == Verify.CONTENT, sync);
        return new PushOptions(deleteStale ? grace : Optional.empty(), dryRun, connections, bytesPerSecond, care);
    }

    private void report(PushReport report) throws JsonProcessingException {
        output.report(
                report,
                () -> report.pushed().stream().map(this::line).collect(Collectors.joining(System.lineSeparator())));
    }

    private String line(PushResult result) {
        return String.format(
                Locale.ROOT,
                "%s: %d %s (%,d bytes), %d there already, %d %s%s",
                result.target(),
                result.files(),
                dryRun ? "to be copied" : "copied",
                result.bytes(),
                result.skipped(),
                result.deleted(),
                dryRun ? "to be deleted" : "deleted",
                result.stale() == 0 ? "" : ", " + result.stale() + " of earlier pushes left");
    }
}
