package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.SettingsFile.Setting;

/** Reads ladder files, in YAML or, if the name ends in {@code .json}, JSON; docs/ladder.md describes them. */
public final class LadderFile {
    /** The key of the rungs. */
    public static final String RUNGS = "rungs";

    private static final String CURE = "; see docs/ladder.md for an example";

    private final String name;

    private final List<VideoCodec> codecs;

    private LadderFile(Path file, List<VideoCodec> codecs) {
        this.name = file.toString();
        this.codecs = codecs;
    }

    /** Reads a ladder whose rungs have our own codec unless they name another, and nothing else. */
    public static Ladder read(Path file) throws IOException, LadderException {
        return read(file, List.of(Rung.DEFAULT_CODEC), Set.of());
    }

    /**
     * Reads a ladder.
     *
     * @param codecs each rung that names none is there once for each of them
     * @param others keys that may stand beside {@link #RUNGS}; they are not looked at
     * @throws IOException if the file cannot be read
     * @throws LadderException if it is not a ladder; the message names file, rung and key and says what is legal
     */
    public static Ladder read(Path file, List<VideoCodec> codecs, Set<String> others)
            throws IOException, LadderException {
        try {
            return new LadderFile(file, codecs).ladder(SettingsFile.read(file, "ladder"), others);
        } catch (SettingsException e) {
            throw new LadderException(e.getMessage(), e);
        }
    }

    /** A rung as a line of a YAML ladder file, without its end. */
    public static String line(Rung rung) {
        StringBuilder line = new StringBuilder("  - {id: \"" + rung.id() + '"');
        if (rung.size() instanceof OutputSize.Exactly exactly) {
            PictureSize size = exactly.size();
            line.append(", size: ").append(size.width()).append('x').append(size.height());
        } else if (rung.size() instanceof OutputSize.Scaled scaled) {
            line.append(", scale: ").append(scaled.factor().toPlainString());
        }
        if (rung.fps() != null) {
            line.append(", fps: ").append(rung.fps());
        }
        line.append(", ").append(rung.fidelity().key()).append(": ").append(value(rung.fidelity()));
        if (rung.fidelity() instanceof Fidelity.Bitrate bitrate && bitrate.maxrate() != 0) {
            line.append(", maxrate: ").append(bitrate.maxrate());
            line.append(", bufsize: ").append(bitrate.bufsize());
        }
        if (!rung.codec().equals(Rung.DEFAULT_CODEC)) {
            line.append(", codec: ").append(rung.codec());
        }
        return line.append('}').toString();
    }

    private static String value(Fidelity fidelity) {
        if (fidelity instanceof Fidelity.MaxError maxError) {
            return Integer.toString(maxError.limit());
        }
        if (fidelity instanceof Fidelity.Quality quality) {
            return Integer.toString(quality.value());
        }
        return fidelity instanceof Fidelity.Bitrate bitrate ? Long.toString(bitrate.rate()) : "true";
    }

    private Ladder ladder(List<Setting> settings, Set<String> others) throws LadderException {
        Object value = null;
        for (Setting setting : settings) {
            if (setting.key().equals(RUNGS)) {
                value = setting.value();
            } else if (!others.contains(setting.key())) {
                throw new LadderException(name + ": line " + setting.line() + ": key "
                        + SettingsFile.quote(setting.key()) + " is not known; a ladder has the list \"rungs\"" + CURE);
            }
        }
        if (!(value instanceof List<?> list)) {
            throw new LadderException(name + ": there is no list \"rungs\"" + CURE);
        }
        List<Rung> rungs = new ArrayList<>();
        int position = 0;
        for (Object item : list) {
            rungs.addAll(rungs(item, ++position));
        }
        try {
            return new Ladder(rungs);
        } catch (IllegalArgumentException e) {
            throw new LadderException(name + ": " + e.getMessage(), e);
        }
    }

    private List<Rung> rungs(Object item, int position) throws LadderException {
        if (!(item instanceof Map<?, ?> keys)) {
            throw new LadderException(name + ": rung " + position + " is not a list of keys and values" + CURE);
        }
        try {
            return RungKeys.read(keys, codecs);
        } catch (IllegalArgumentException e) {
            boolean named = keys.get("id") instanceof String id && Rung.isId(id);
            String which = named ? position + " (" + keys.get("id") + ")" : String.valueOf(position);
            throw new LadderException(name + ": rung " + which + ": " + e.getMessage(), e);
        }
    }
}
