package org.rundelta.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The program: its commands, and how each run ends in an exit code. */
@Command(
        name = "rundelta",
        description = "Encodes screens losslessly and packages video for streaming.",
        subcommands = {
            EncodeCommand.class,
            DecodeCommand.class,
            PackageCommand.class,
            PushCommand.class,
            InspectCommand.class,
            CompareCommand.class,
            PlayCommand.class,
            RecordCommand.class,
            SimulateCommand.class,
            ServeCommand.class,
            CdnCommand.class,
            SwarmCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  rundelta encode samples/terminal.mkv -o terminal.mp4"})
public final class Rundelta {

    private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    /** Commands that tell of the others. */
    private static final Set<Class<?>> KNOW_ALL = Set.of(CompletionCommand.class, HelpCommand.class);

    private Rundelta() {}

    /** Runs one command and ends the JVM: 0 done, 1 it could not be done, 2 wrong usage, 130 interrupted. */
    public static void main(String[] args) {
        if (Runtime.getRuntime().availableProcessors() <= 2 && System.getProperty(COMMON_POOL) == null) {
            // With a parallelism of one the JDK starts a thread for each answer that its HTTP client gets.
            System.setProperty(COMMON_POOL, "2");
        }
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        System.exit(run(commandLineFor(args), out, err, args));
    }

    /** The program with one of its commands. */
    @Command(name = "rundelta", mixinStandardHelpOptions = true, versionProvider = Version.class)
    private static final class Alone {}

    /**
     * The command line for some arguments: if they name a command, with that alone. To look at the options of all
     * others takes as long as much of what is done with one.
     */
    static CommandLine commandLineFor(String... args) {
        for (Class<?> command : Rundelta.class.getAnnotation(Command.class).subcommands()) {
            String name = command.getAnnotation(Command.class).name();
            if (args.length > 0 && args[0].equals(name) && !KNOW_ALL.contains(command)) {
                CommandSpec one = CommandSpec.forAnnotatedObject(command);
                return commandLine(CommandSpec.forAnnotatedObject(new Alone()).addSubcommand(name, one));
            }
        }
        return commandLine(Rundelta.class);
    }

    /** The command line as it is used everywhere: the same parsing, the same errors. */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .registerConverter(Path.class, ValueConverters::path)
                .registerConverter(URI.class, ValueConverters::url)
                .registerConverter(InetAddress.class, ValueConverters::address)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(ErrorLine::wrongUsage)
                .setExecutionExceptionHandler(ErrorLine::failure);
    }

    /** Runs {@code commandLine} and returns the exit code. */
    static int run(CommandLine commandLine, PrintWriter out, PrintWriter err, String... args) {
        commandLine.setOut(out).setErr(err);
        int exitCode = execute(commandLine, err, args);
        if (out.checkError() && exitCode == ExitCode.DONE) {
            err.println("rundelta: standard output cannot be written; is the disk full, or the reader gone?");
            exitCode = ExitCode.FAILED;
        }
        err.flush();
        return exitCode;
    }

    /** Runs {@code package}, of which {@code commandLine} is, with arguments that may name a job file. */
    static int runPackage(CommandLine commandLine, PrintWriter out, PrintWriter err, List<String> args) {
        commandLine.setOut(out).setErr(err);
        try {
            Optional<JobFile> job = JobFile.namedBy(commandLine, args);
            job.ifPresent(file ->
                    commandLine.setParameterExceptionHandler((e, all) -> ErrorLine.wrongUsage(file.located(e), all)));
            return commandLine.execute(
                    Stream.concat(job.stream().flatMap(file -> file.arguments().stream()), args.stream())
                            .toArray(String[]::new));
        } catch (ParameterException e) {
            return ErrorLine.wrongUsage(e, new String[0]);
        } catch (IOException | InvalidPathException e) {
            return ErrorLine.failure(e, commandLine, null);
        }
    }

    private static int execute(CommandLine commandLine, PrintWriter err, String... args) {
        try {
            return commandLine.execute(withJob(commandLine, args));
        } catch (ParameterException e) {
            return ErrorLine.wrongUsage(e, args);
        } catch (IOException | InvalidPathException e) {
            return ErrorLine.failure(e, commandLine, null);
        } catch (OutOfMemoryError | LinkageError e) {
            err.println("rundelta: " + ErrorLine.describe(e));
            return ExitCode.FAILED;
        }
    }

    /** The arguments, behind those of the job file that they name, if they do. */
    private static String[] withJob(CommandLine commandLine, String... args) throws IOException {
        CommandLine command =
                args.length == 0 ? null : commandLine.getSubcommands().get(args[0]);
        if (command == null || !(command.getCommand() instanceof PackageCommand)) {
            return args;
        }
        List<String> own = Arrays.asList(args).subList(1, args.length);
        Optional<JobFile> job = JobFile.namedBy(command, own);
        if (job.isEmpty()) {
            return args;
        }
        commandLine.setParameterExceptionHandler(
                (e, all) -> ErrorLine.wrongUsage(job.get().located(e), all));
        return Stream.of(List.of(args[0]), job.get().arguments(), own)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /** UTF-8 whatever the locale, because JSON is, and the file names it carries are. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
