package org.rundelta.text;

import java.nio.charset.StandardCharsets;

/** Writes WebVTT (W3C, https://www.w3.org/TR/webvtt1/, 4.1) in UTF-8. */
public final class VttWriter {
    private VttWriter() {}

    /** The file. */
    public static byte[] write(CueSheet sheet) {
        StringBuilder text = new StringBuilder(sheet.header()).append('\n');
        for (Cue cue : sheet.cues()) {
            text.append('\n');
            if (!cue.id().isEmpty()) {
                text.append(cue.id()).append('\n');
            }
            text.append(CueTimes.format(cue.start()))
                    .append(" --> ")
                    .append(CueTimes.format(cue.end()))
                    .append(cue.settings().isEmpty() ? "" : " ")
                    .append(cue.settings())
                    .append('\n')
                    .append(cue.payload())
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
