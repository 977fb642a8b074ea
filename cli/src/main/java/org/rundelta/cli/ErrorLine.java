package org.rundelta.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.imageio.IIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever stops a command into one line on standard error, {@code rundelta: what, where, what to do}, and an exit
 * code. The messages of this project's own exceptions are such lines already; those of the JDK are put into words here.
 */
final class ErrorLine {

    private static final String FULL_DISK = "No space left on device";

    /** Options that name what is written. */
    private static final Set<String> OUTPUTS =
            Set.of("--output", "--csv", "--plot", "--report", "--save", "--single-file");

    private ErrorLine() {}

    /** Picocli's handler for arguments that do not parse. */
    static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        print(command.getErr(), problem(e) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE;
    }

    private static String problem(ParameterException e) {
        if (e.getCause() instanceof InvalidPathException path) {
            return describe(path);
        }
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return e.getMessage() + " (did you mean "
                    + unmatched.getSuggestions().get(0) + "?)";
        }
        return e.getMessage();
    }

    /** Picocli's handler for a command that threw. */
    static int failure(Exception e, CommandLine command, ParseResult arguments) {
        Throwable cause = unwrap(e);
        if (cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException
                || cause instanceof InterruptedIOException) {
            return ExitCode.INTERRUPTED;
        }
        print(command.getErr(), isFullDisk(cause) ? fullDisk(command) : describe(cause));
        if (isBug(cause)) {
            cause.printStackTrace(command.getErr());
        }
        return ExitCode.FAILED;
    }

    /** Whether a disk was full, and the message does not say where. */
    private static boolean isFullDisk(Throwable e) {
        boolean saysNoMore = e instanceof IOException && !(e instanceof FileSystemException);
        // What writes pictures hides the reason behind words of its own.
        boolean isHidden = e instanceof IIOException && e.getCause() != null;
        return saysNoMore && (FULL_DISK.equals(e.getMessage()) || isHidden && isFullDisk(e.getCause()));
    }

    /** Of the files that the command was to write, that on the fullest disk. */
    private static String fullDisk(CommandLine command) {
        Optional<Path> fullest = Optional.ofNullable(command.getParseResult()).stream()
                .flatMap(parsed -> parsed.matchedOptions().stream())
                .filter(option -> OUTPUTS.contains(option.longestName()))
                .map(option -> (Path) option.getValue())
                .min(Comparator.comparingLong(ErrorLine::room));
        return fullest.map(file -> file + ": ").orElse("") + "the disk is full; make room and run again";
    }

    private static long room(Path file) {
        try {
            Path there = file.toAbsolutePath();
            while (Files.notExists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** One line, without the leading {@code rundelta:}. */
    static String describe(Throwable e) {
        if (e instanceof FileSystemException file) {
            return describe(file);
        }
        if (e instanceof InvalidPathException path) {
            return oneLine(path.getInput()) + ": not a file name here; if it is not ASCII, use a UTF-8 locale"
                    + " (LC_ALL=C.UTF-8)";
        }
        if (e instanceof FileNotFoundException) {
            return oneLine(e.getMessage()) + "; check the path and its permissions";
        }
        if (e instanceof UnknownHostException) {
            return oneLine(e.getMessage()) + ": no such host; check the address and the network";
        }
        if (e instanceof ConnectException) {
            return "cannot connect: " + message(e) + "; check the address, and that the server is running";
        }
        if (e instanceof IOException && message(e).contains(FULL_DISK)) {
            return "the disk is full; make room and run again";
        }
        if (e instanceof OutOfMemoryError) {
            return "out of memory; give it more, for example JAVA_TOOL_OPTIONS=-Xmx4g, or use fewer --threads";
        }
        if (e instanceof LinkageError) {
            return "a native library could not be loaded: " + message(e)
                    + "; a library of the system may be missing, or the build is for another platform";
        }
        return isBug(e) ? "internal error, please report it: " + oneLine(e.toString()) : message(e);
    }

    private static String describe(FileSystemException e) {
        String file = oneLine(Objects.requireNonNullElse(e.getFile(), "file"));
        String reason = Objects.requireNonNullElse(e.getReason(), "");
        if (e instanceof NoSuchFileException) {
            // A name that is not UTF-8 reaches the JVM with replacement characters, and then matches no file.
            return file + ": no such file or folder; "
                    + (file.indexOf('\uFFFD') >= 0 ? "its name is not valid UTF-8, rename it" : "check the path");
        }
        if (e instanceof AccessDeniedException) {
            return file + ": permission denied; check its owner and permissions, and its folder's";
        }
        if (e instanceof FileAlreadyExistsException) {
            return file + ": is there already, and not what is needed here; move it away or choose another name";
        }
        if (e instanceof NotDirectoryException) {
            return file + ": is not a folder; name a folder";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return file + ": is a folder with files in it; choose another name";
        }
        if (reason.contains(FULL_DISK)) {
            return file + ": the disk is full; make room and run again";
        }
        if (reason.contains("Read-only file system")) {
            return file + ": the file system is read-only; choose another place";
        }
        if (reason.contains("Is a directory")) {
            return file + ": is a folder; name a file";
        }
        return file + ": " + (reason.isEmpty() ? "cannot be used" : oneLine(reason)) + "; check the path";
    }

    /** Checked exceptions and wrong options are expected, and their messages written for people; the rest is our fault. */
    private static boolean isBug(Throwable e) {
        return e instanceof RuntimeException && !(e instanceof IllegalArgumentException);
    }

    private static Throwable unwrap(Throwable e) {
        boolean wraps = e instanceof UncheckedIOException || e instanceof ExecutionException;
        return wraps && e.getCause() != null ? unwrap(e.getCause()) : e;
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : oneLine(e.getMessage());
    }

    private static void print(PrintWriter err, String line) {
        err.println("rundelta: " + oneLine(line));
    }

    /** File names may hold line breaks and terminal controls; a line shows them as blanks. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\p{Cntrl}+", " ");
    }
}
