package org.rundelta.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rundelta.compare.ComparedCodec;
import org.rundelta.compare.RundeltaCodec;
import org.rundelta.ffmpeg.FfmpegBitrateCodecs;
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
        List<ComparedCodec> all = new ArrayList<>(RundeltaCodec.all());
        all.addAll(FfmpegCodecs.all());
        return chosen(all, names);
    }

    /**
     * Those of the given names that encode to a bitrate, one for each bitrate; all if none is given.
     *
     * @param bitrates in bits/s
     * @throws IllegalArgumentException as {@link #choose(List)}
     * @throws IOException if FFmpeg cannot be loaded
     */
    static List<ComparedCodec> choose(List<String> names, List<Long> bitrates) throws IOException {
        List<ComparedCodec> all = new ArrayList<>();
        for (long bitrate : bitrates) {
            all.addAll(RundeltaCodec.all(bitrate));
            all.addAll(FfmpegBitrateCodecs.all(bitrate));
        }
        return chosen(all, names);
    }

    private static List<ComparedCodec> chosen(List<ComparedCodec> all, List<String> names) {
        Set<String> known = new LinkedHashSet<>();
        all.forEach(codec -> known.add(codec.name()));
        Set<String> wanted = names.isEmpty() ? known : new LinkedHashSet<>();
        names.forEach(name -> wanted.add(name.strip()));
        List<ComparedCodec> chosen = new ArrayList<>();
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("no codec '" + name + "'; there are " + String.join(", ", known));
            }
            all.stream().filter(codec -> codec.name().equals(name)).forEach(chosen::add);
        }
        return chosen;
    }
}
