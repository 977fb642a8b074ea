package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a run of the program in this JVM printed, and how it ended. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int exitCode =
                Rundelta.run(Rundelta.commandLine(Rundelta.class), new PrintWriter(out), new PrintWriter(err), words);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    CommandRun assertDone() {
        assertThat(exitCode).as(err).isEqualTo(ExitCode.DONE);
        return this;
    }

    /** Asserts one line on standard error and nothing on standard output; returns the line without the program's name. */
    String assertFailsWithOneLine() {
        assertThat(out).isEmpty();
        return assertReportsAndFails();
    }

    /** As {@link #assertFailsWithOneLine}, for a command that failed after its report. */
    String assertReportsAndFails() {
        assertThat(exitCode).as(err).isEqualTo(ExitCode.FAILED);
        return onlyLine();
    }

    String assertWrongUsage() {
        assertThat(exitCode).as(err).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(out).isEmpty();
        return onlyLine();
    }

    private String onlyLine() {
        assertThat(err.lines()).singleElement().asString().startsWith("rundelta: ");
        return err.strip().substring("rundelta: ".length());
    }

    /** The one JSON object on standard output. */
    JsonNode json() throws IOException {
        assertThat(out.lines()).hasSize(1);
        return new ObjectMapper().readTree(out);
    }
}
