package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rundelta.check.CheckReport;
import org.rundelta.check.Finding;
import org.rundelta.check.TitleCheck;

/** Says what a check of a title found. */
final class CheckText {
    private CheckText() {}

    /** A line for each finding, or one that says that there is none; without the last line's end. */
    static String of(CheckReport report) {
        if (report.findings().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%s: nothing wrong; %d representations, %d segments, %d files",
                    report.title(),
                    report.representations(),
                    report.segments(),
                    report.files());
        }
        return report.findings().stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator()));
    }

    /**
     * Refuses a title that is not right. One that has playlists only is not looked at.
     *
     * @throws IOException that names the first thing that is wrong with it
     */
    static void requireRight(Path title) throws IOException {
        if (!TitleCheck.hasManifest(title)) {
            return;
        }
        CheckReport report = TitleCheck.run(title);
        if (!report.findings().isEmpty()) {
            int others = report.findings().size() - 1;
            throw new IOException(title + ": not pushed: " + report.findings().get(0)
                    + (others == 0 ? "" : "; and " + others + " more")
                    + "; inspect --check lists all, package it anew");
        }
    }
}
