package org.rundelta.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files of timed text in UTF-8: WebVTT, SubRip (SRT) or TTML, whichever it is by its first characters. Cues may be in
 * any order and overlap; those with nothing to read, or no time to read it in, are left out.
 */
public final class TextReader {
    /** Size limit of a file: a hundred times the dialogue of a long film. */
    public static final int MAX_BYTES = 16 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextReader() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws TextException if it is malformed, unsupported or over a limit
     */
    public static CueSheet read(Path file) throws IOException, TextException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MAX_BYTES + 1), file.toString());
        }
    }

    /**
     * Reads what is in memory.
     *
     * @param name of the file, for messages
     * @throws TextException if it is malformed, unsupported or over a limit
     */
    public static CueSheet read(byte[] bytes, String name) throws TextException {
        if (bytes.length > MAX_BYTES) {
            throw new TextException(name + ": over the limit of " + MAX_BYTES + " bytes for a text file; divide it");
        }
        String text = decode(bytes, name);
        if (text.startsWith(CueSheet.PLAIN_HEADER)) {
            return VttParser.parse(new Lines(name, text));
        }
        if (text.stripLeading().startsWith("<")) {
            return TtmlParser.parse(name, text);
        }
        return SrtParser.parse(new Lines(name, text));
    }

    private static String decode(byte[] bytes, String name) throws TextException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new TextException(name + ": line " + line
                    + " is not UTF-8; convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8");
        }
        String text = out.flip().toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
