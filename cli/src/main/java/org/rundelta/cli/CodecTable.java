package org.rundelta.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.compare.ComparedCodec;
import org.rundelta.compare.RundeltaCodec;
import org.rundelta.ffmpeg.FfmpegCodecs;

/** The codecs that can be compared: ours, then FFmpeg's. */
final class CodecTable {

    private static final String OURS = "rundelta";

    private CodecTable() {}

    /** Whether a codec of this name is ours, whatever its settings. */
    static boolean isOurs(String name) {
        return name.startsWith(OURS);
    }

    /**
     * Those of the given names, in that order; all if none is given.
     *
     * @throws IllegalArgumentException if a name is not known; the message lists those that are
     * @throws IOException if FFmpeg cannot be loaded
     */
    static List<ComparedCodec> choose(List<String> names) throws IOException {
        Map<String, ComparedCodec> all = new LinkedHashMap<>();
        RundeltaCodec.all().forEach(codec -> all.put(codec.name(), codec));
        FfmpegCodecs.all().forEach(codec -> all.put(codec.name(), codec));
        if (names.isEmpty()) {
            return List.copyOf(all.values());
        }
        List<ComparedCodec> chosen = new ArrayList<>();
        for (String name : names) {
            ComparedCodec codec = all.get(name.strip());
            if (codec == null) {
                throw new IllegalArgumentException(
                        "no codec '" + name.strip() + "'; there are " + String.join(", ", all.keySet()));
            }
            if (!chosen.contains(codec)) {
                chosen.add(codec);
            }
        }
        return chosen;
    }
}
