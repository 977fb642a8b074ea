package org.rundelta.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rundelta.packager.LadderException;
import org.rundelta.packager.LadderFile;
import org.rundelta.packager.Rung;
import org.rundelta.packager.SettingsException;
import org.rundelta.packager.SettingsFile;
import org.rundelta.packager.SettingsFile.Setting;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A job file of {@code rundelta package}; docs/job.md describes it. Its keys are the names of the command's options, and
 * it becomes arguments that stand before those on the command line, so that an option is described and checked in one
 * place.
 */
final class JobFile {
    private static final String INPUT = "input";
    private static final String LADDER = "ladder";
    private static final Pattern NAME = Pattern.compile("(?s)(?!.*://).+\\.(yaml|yml|json)");

    private final Path file;
    private final CommandLine command;
    private final List<Setting> settings;

    private JobFile(Path file, CommandLine command, List<Setting> settings) {
        this.file = file;
        this.command = command;
        this.settings = settings;
    }

    /**
     * The job file that a command line names, without what the command line itself says.
     *
     * @param command {@code package}
     * @param args its arguments
     * @throws IOException if the file cannot be read
     * @throws ParameterException if there are several; if it is malformed, has a key that is not known, or an illegal rung
     */
    static Optional<JobFile> namedBy(CommandLine command, List<String> args) throws IOException {
        CommandLine loose = new CommandLine(new PackageCommand());
        loose.getCommandSpec().parser().collectErrors(true); // what is missing may be in the file
        ParseResult given = loose.parseArgs(args.toArray(String[]::new));
        List<String> inputs = given.matchedPositionalValue(0, List.of());
        List<String> names = inputs.stream().filter(JobFile::isNamed).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (names.size() > 1) {
            throw new ParameterException(command, String.join(" and ", names) + ": give one job file");
        }
        Set<String> said = given.matchedOptions().stream().map(JobFile::key).collect(Collectors.toSet());
        if (inputs.size() > 1) {
            said.add(INPUT);
        }
        return Optional.of(read(Path.of(names.get(0)), command).without(said));
    }

    /** Whether an input is none, but a job file. */
    static boolean isNamed(String input) {
        return NAME.matcher(input).matches();
    }

    /** All keys that a job file can have. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of(INPUT, LadderFile.RUNGS));
        for (OptionSpec option :
                new CommandLine(new PackageCommand()).getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                keys.add(key(option));
            }
        }
        return keys;
    }

    private static JobFile read(Path file, CommandLine command) throws IOException {
        try {
            JobFile job = new JobFile(file, command, SettingsFile.read(file, "job"));
            job.check();
            return job;
        } catch (SettingsException | LadderException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private void check() throws IOException, LadderException {
        Set<String> keys = keys();
        Optional<Setting> rungs = Optional.empty();
        for (Setting setting : settings) {
            if (!keys.contains(setting.key())) {
                throw wrong(setting, "is not known; known are " + String.join(", ", keys));
            }
            if (setting.key().equals(LadderFile.RUNGS)) {
                rungs = Optional.of(setting);
                LadderFile.read(file, List.of(Rung.DEFAULT_CODEC), keys);
            }
        }
        if (rungs.isPresent()
                && settings.stream().anyMatch(setting -> setting.key().equals(LADDER))) {
            throw wrong(rungs.get(), "cannot stand beside ladder; keep one");
        }
    }

    private JobFile without(Set<String> keys) {
        return new JobFile(
                file,
                command,
                settings.stream()
                        .filter(setting -> !keys.contains(optionKey(setting)))
                        .toList());
    }

    /** What it says, as arguments. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (Setting setting : settings) {
            if (setting.key().equals(LadderFile.RUNGS)) {
                arguments.add("--ladder=" + file);
            } else if (setting.key().equals(INPUT)) {
                ArgSpec input = command.getCommandSpec().positionalParameters().get(0);
                values(setting, input).forEach(value -> arguments.add(word(setting, input, value)));
            } else {
                OptionSpec option = command.getCommandSpec().findOption("--" + setting.key());
                values(setting, option)
                        .forEach(value -> argument(setting, option, value).ifPresent(arguments::add));
            }
        }
        return arguments;
    }

    /** The same problem, with its line if it is with an option that is in the file. */
    ParameterException located(ParameterException e) {
        for (Setting setting : settings) {
            String option = "--" + optionKey(setting);
            if (e.getMessage().matches("(?s).*" + Pattern.quote(option) + "(?![a-z-]).*")) {
                return new ParameterException(e.getCommandLine(), at(setting) + e.getMessage(), e);
            }
        }
        return e;
    }

    private Optional<String> argument(Setting setting, OptionSpec option, Object value) {
        if (value instanceof Boolean wanted && option.arity().min() == 0) {
            return wanted ? Optional.of(option.longestName()) : Optional.empty();
        }
        if (option.arity().max() == 0) {
            throw wrong(setting, "can only be true or false");
        }
        return Optional.of(option.longestName() + "=" + word(setting, option, value));
    }

    private List<?> values(Setting setting, ArgSpec target) {
        if (!(setting.value() instanceof List<?> list)) {
            return Collections.singletonList(setting.value());
        }
        if (!target.isMultiValue()) {
            throw wrong(setting, "takes one " + target.paramLabel() + ", not a list");
        }
        return list;
    }

    private String word(Setting setting, ArgSpec target, Object value) {
        if (!(value instanceof String || value instanceof Number) || value.equals("")) {
            throw wrong(setting, "takes " + target.paramLabel() + ", as text or a number");
        }
        String word = value.toString();
        Path folder = file.getParent();
        boolean isBeside = isFile(setting.key(), word) && !new File(word).isAbsolute() && folder != null;
        return isBeside ? folder + File.separator + word : word;
    }

    /** Whether a value begins with the name of a file or folder: a new option whose values do is to be listed here. */
    private static boolean isFile(String key, String value) {
        boolean isName = switch (key) {
            case INPUT -> !value.equals("-");
            case LADDER -> !value.matches("auto|lossless");
            case "audio" -> !value.matches("none|\\d{1,3}(:.*)?");
            case "jobs", "output", "plot", "push", "single-file", "text" -> true;
            default -> false;
        };
        return isName && !value.contains("://");
    }

    private ParameterException wrong(Setting setting, String problem) {
        return new ParameterException(
                command, at(setting) + "key " + SettingsFile.quote(setting.key()) + " " + problem);
    }

    private String at(Setting setting) {
        return file + ": line " + setting.line() + ": ";
    }

    private static String optionKey(Setting setting) {
        return setting.key().equals(LadderFile.RUNGS) ? LADDER : setting.key();
    }

    private static String key(OptionSpec option) {
        return option.longestName().substring("--".length());
    }
}
