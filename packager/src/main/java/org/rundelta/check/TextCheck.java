package org.rundelta.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.WebVttSample;
import org.rundelta.text.Cue;
import org.rundelta.text.CueSheet;
import org.rundelta.text.TextException;
import org.rundelta.text.TextReader;

/** Checks WebVTT: files of it, and samples of MP4. */
final class TextCheck {
    private final Path folder;
    private final Findings findings;

    TextCheck(Path folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /** Checks a file of a text that lasts so long. */
    void checkFile(String path, Duration duration) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(path));
        if (!new String(bytes, StandardCharsets.UTF_8).matches("(?s)\\uFEFF?WEBVTT([ \\t\\r\\n].*)?")) {
            findings.add(path, "it does not begin with WEBVTT", "a file of WebVTT");
            return;
        }
        try {
            CueSheet sheet = TextReader.read(bytes, path);
            for (Cue cue : sheet.cues()) {
                if (cue.end().compareTo(duration) > 0) {
                    findings.add(
                            path, "a cue ends at " + cue.end(), "not after " + duration + ", where the title ends");
                }
            }
        } catch (TextException e) {
            findings.add(path, e.getMessage().replace(path + ": ", ""), "a file of WebVTT");
        }
    }

    /** Checks that all samples of a track can be read. */
    void checkSamples(FragmentReader reader, int trackId, String path) throws IOException {
        try {
            for (Sample sample = reader.next(trackId); sample != null; sample = reader.next(trackId)) {
                WebVttSample.parse(sample.data());
            }
        } catch (Mp4Exception e) {
            findings.add(path, e.getMessage(), "samples of WebVTT");
        }
    }
}
