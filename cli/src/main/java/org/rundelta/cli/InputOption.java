package org.rundelta.cli;

import java.io.IOException;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.packager.MediaInput;
import org.rundelta.push.S3Source;
import picocli.CommandLine.Parameters;

/** What a command encodes. */
final class InputOption {
    @Parameters(
            paramLabel = "INPUT",
            description =
                    "A video file, a folder of images, a pattern such as frame%%04d.png, a URL, s3://bucket/film.mkv"
                            + " among them, or - for what FFmpeg reads from a pipe, such as y4m, on standard input.")
    private String name;

    MediaInput open() throws IOException {
        return open(name);
    }

    /** Opens what has this name; FFmpeg reads an object in S3 as any file on a server. */
    static FfmpegInput open(String name) throws IOException {
        return S3Source.isNamed(name) ? new FfmpegInput(name, S3Source.url(name)) : new FfmpegInput(name);
    }
}
