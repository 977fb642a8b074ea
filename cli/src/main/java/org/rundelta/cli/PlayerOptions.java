package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.rundelta.dash.ManifestException;
import org.rundelta.packager.PackageReport;
import picocli.CommandLine.Option;

/** The player beside a title, or with it in one page. */
final class PlayerOptions {
    @Option(
            names = "--player",
            description = "Write the player into DIR, too: index.html and rundelta-player.js, so that any web server"
                    + " makes the title watchable in browsers. It plays rdv1.")
    private boolean player;

    @Option(
            names = "--single-file",
            paramLabel = "FILE",
            description = "Write the player and the title into one HTML page as well, which opens by double click.")
    private Path singleFile;

    /** Refuses at once, before long work, what could not be written. */
    void probe() throws IOException {
        PartialFile.probe(singleFile);
    }

    /** Writes what is wanted of a title that is complete. */
    void write(Path title, PackageReport packaged) throws IOException, ManifestException {
        if (!player && singleFile == null) {
            return;
        }
        if (packaged.representations().stream().noneMatch(each -> each.codec().startsWith("rdv1"))) {
            throw new IOException(title + ": has no video in rdv1, which is what the player plays; package it with"
                    + " --codec rdv1, or leave out --player and --single-file");
        }
        if (player) {
            PlayerFiles.write(title);
        }
        if (singleFile != null) {
            PlayerFiles.writePage(title, singleFile);
        }
    }
}
