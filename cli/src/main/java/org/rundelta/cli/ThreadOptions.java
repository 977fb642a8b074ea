package org.rundelta.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How many threads a command may use. */
final class ThreadOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    private int count = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Use at most N threads (default: one for each processor).")
    private void setCount(int value) {
        if (value < 1) {
            throw new ParameterException(command.commandLine(), "--threads " + value + " is not from 1 on");
        }
        count = value;
    }

    int count() {
        return count;
    }
}
