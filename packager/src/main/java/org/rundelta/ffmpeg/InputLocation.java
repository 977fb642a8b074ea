package org.rundelta.ffmpeg;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rundelta.packager.RundeltaSource;

/**
 * Where an input is, in FFmpeg's words.
 *
 * @param input what messages call it
 * @param url what FFmpeg opens
 * @param options for the demuxer
 * @param format that it has; null if that is to be found out
 */
record InputLocation(String input, String url, Map<String, String> options, String format) {
    /** What stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private static final String STANDARD_INPUT_URL = "pipe:0";

    private static final List<String> IMAGE_ENDINGS =
            List.of("png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff", "ppm", "tga");

    private InputLocation(String input, String url, Map<String, String> options) {
        this(input, url, options, null);
    }

    /**
     * Understands a file, a folder of images (all of one kind, in the order of their names), a numbered pattern as
     * {@code frame%04d.png}, {@code -} for standard input, and a URL with {@code ://}.
     *
     * @throws IOException if there is nothing readable at that place
     */
    static InputLocation of(String input) throws IOException {
        if (input.equals(STANDARD_INPUT)) {
            return new InputLocation("standard input", STANDARD_INPUT_URL, Map.of());
        }
        if (input.contains("://")) {
            // Behind the question mark may be a signature, which is nobody's business.
            return new InputLocation(input.replaceFirst("\\?.*", ""), input, Map.of());
        }
        Path path = path(input);
        if (Files.isDirectory(path)) {
            return folder(input, path);
        }
        if (Files.exists(path)) {
            if (!Files.isReadable(path)) {
                throw new IOException(input + ": not readable; check its permissions");
            }
            // The prefix keeps a colon in the name from being taken for a protocol.
            return new InputLocation(input, "file:" + input, Map.of());
        }
        if (input.contains("%")) {
            return new InputLocation(input, input, Map.of("pattern_type", "sequence"));
        }
        throw new IOException(input + ": no such file; check the path");
    }

    /** The file, or the folder of the images; empty if it is neither. */
    Optional<Path> files() {
        if (url.equals(STANDARD_INPUT_URL) || url.contains("://")) {
            return Optional.empty();
        }
        Path path = Path.of(input);
        return Optional.of(Files.exists(path) ? path : path.toAbsolutePath().getParent());
    }

    /**
     * The file, if its video is of our own codec, which FFmpeg does not know.
     *
     * @throws IOException if it cannot be read
     */
    Optional<Path> rundeltaFile() throws IOException {
        Optional<Path> file = files();
        return file.isPresent() && RundeltaSource.recognises(file.get()) ? file : Optional.empty();
    }

    private static Path path(String input) throws IOException {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            throw new IOException(input + ": not a valid path (" + e.getReason() + ")", e);
        }
    }

    private static InputLocation folder(String input, Path folder) throws IOException {
        for (String ending : IMAGE_ENDINGS) {
            try (DirectoryStream<Path> images = Files.newDirectoryStream(folder, "*." + ending)) {
                if (images.iterator().hasNext()) {
                    String escaped = input.replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
                    return new InputLocation(input, escaped + "/*." + ending, Map.of("pattern_type", "glob"));
                }
            }
        }
        throw new IOException(input + ": no images in this folder; give a video file, or a folder of .png files");
    }
}
