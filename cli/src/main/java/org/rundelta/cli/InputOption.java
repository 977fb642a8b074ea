package org.rundelta.cli;

import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.packager.MediaInput;
import picocli.CommandLine.Parameters;

/** What a command encodes. */
final class InputOption {
    @Parameters(
            paramLabel = "INPUT",
            description = "A video file, a folder of images, a pattern such as frame%%04d.png, or - for y4m on standard"
                    + " input.")
    private String name;

    MediaInput open() {
        return new FfmpegInput(name);
    }
}
