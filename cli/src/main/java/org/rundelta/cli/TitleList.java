package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A list of titles to package, a line each: an input or a job file, and after a tab, if wanted, the folder of the title. Names
 * are relative to the folder of the list, those of titles to the one that the command line names. Empty lines and those that
 * begin with {@code #} do not count.
 *
 * @param titles in the order of the list, at least one
 */
record TitleList(List<Title> titles) {
    /**
     * A title of the list.
     *
     * @param line of the list, from 1
     * @param input an input or a job file
     * @param output its folder; null where the job file names it
     */
    record Title(int line, String input, Path output) {}

    /**
     * Reads a list.
     *
     * @param folder for titles whose line has none
     * @param command for messages
     * @throws IOException if it, or a job file, cannot be read
     * @throws ParameterException if a line is malformed, or two titles have one folder
     */
    static TitleList read(Path file, Path folder, CommandLine command) throws IOException {
        List<Title> titles = new ArrayList<>();
        Map<Path, Integer> lines = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String words = line.strip();
            int tab = words.indexOf('\t');
            String input =
                    beside(file, tab < 0 ? words : words.substring(0, tab).strip());
            Path output = folder.resolve(name(input));
            if (tab >= 0) {
                output = folder.resolve(words.substring(tab).strip());
            } else if (hasOutput(input, command)) {
                output = null;
            }
            Integer before = output == null ? null : lines.put(output.normalize(), number);
            if (before != null) {
                throw new ParameterException(
                        command,
                        file + ": line " + number + ": has the same folder as line " + before + ", " + output
                                + "; give it another after a tab");
            }
            titles.add(new Title(number, input, output));
        }
        if (titles.isEmpty()) {
            throw new ParameterException(command, file + ": there is no title in it; write one a line");
        }
        return new TitleList(titles);
    }

    private static String beside(Path list, String name) {
        return name.contains("://") ? name : list.resolveSibling(name).toString();
    }

    private static boolean hasOutput(String input, CommandLine command) throws IOException {
        return JobFile.isNamed(input)
                && JobFile.namedBy(command, List.of(input)).orElseThrow().arguments().stream()
                        .anyMatch(argument -> argument.startsWith("--output="));
    }

    /** That of the file, without its ending. */
    private static String name(String input) {
        String file = input.replaceFirst("[?#].*", "").replaceFirst(".*[/\\\\](?=.)", "");
        return file.replaceFirst("(?<=.)\\.[^.]*$", "");
    }
}
