package org.rundelta.push;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A push in a process that can be killed: title, then targets. Says when it begins, after the JVM's own start. */
final class PublishInOwnProcess {
    private PublishInOwnProcess() {}

    public static void main(String[] args) throws IOException {
        System.out.println("begin");
        List<String> targets = List.of(args).subList(1, args.length);
        Publisher.publish(Path.of(args[0]), targets, new PushOptions(true, false), PushListener.NONE);
    }
}
