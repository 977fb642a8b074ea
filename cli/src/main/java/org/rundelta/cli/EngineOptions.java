package org.rundelta.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.rundelta.packager.EngineProvider;
import org.rundelta.packager.TaskEngine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where segments are encoded. */
final class EngineOptions {
    private static final String LOCAL = "local";
    private static final String SPARK = "spark";

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--engine",
            paramLabel = "local|spark",
            defaultValue = LOCAL,
            description = "Encode segments on the threads of this machine, or on Apache Spark, with rundelta-cluster"
                    + " (docs/cluster.md). The title is the same.")
    private String name;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where Spark is, such as spark://host:7077, or local[4].")
    private String master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark's, such as spark.executor.memory=4g; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Whether segments are encoded elsewhere. */
    boolean isElsewhere() {
        return !name.equals(LOCAL);
    }

    /** Checks what can be without the engine. */
    void check() {
        if (!name.equals(LOCAL) && !name.equals(SPARK)) {
            throw new ParameterException(command.commandLine(), "--engine " + name + ": is " + LOCAL + " or " + SPARK);
        }
        if (!isElsewhere() && (master != null || !settings.isEmpty())) {
            throw new ParameterException(command.commandLine(), "--master and --conf need --engine " + SPARK);
        }
    }

    /**
     * Opens the engine; null for this machine.
     *
     * @param messages gets lines for people
     */
    TaskEngine open(Consumer<String> messages) throws IOException, InterruptedException {
        check();
        if (!isElsewhere()) {
            return null;
        }
        for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
            if (provider.name().equals(name)) {
                return provider.open(master, settings, messages);
            }
        }
        throw new IOException("--engine " + name + " is not in this program; run rundelta-cluster in its place, or"
                + " spark-submit with its jar (docs/cluster.md)");
    }
}
