package org.rundelta.push;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A push in a process that can be killed: title, then targets. Says when it begins, after the JVM's own start. */
final class PublishInOwnProcess {
    private PublishInOwnProcess() {}

    public static void main(String[] args) throws Exception {
        System.out.println("begin");
        List<String> targets = List.of(args).subList(1, args.length);
        Publisher.publish(
                Path.of(args[0]),
                targets,
                new PushOptions(Optional.of(Duration.ZERO), false, PushOptions.CONNECTIONS, 0, PushCare.FULL),
                PushListener.NONE);
    }

    /** Returns when the process has begun its push. */
    static Process start(Path title, List<String> targets, ProcessBuilder.Redirect errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PublishInOwnProcess.class.getName(),
                title.toString()));
        command.addAll(targets);
        Process process = new ProcessBuilder(command).redirectError(errors).start();
        if (process.getInputStream().read() != 'b') {
            throw new IOException("the pushing process did not begin");
        }
        return process;
    }
}
