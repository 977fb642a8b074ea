package org.rundelta.packager;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the keys and values of one rung in a ladder file to the {@link Rung}; docs/ladder.md describes them. */
final class RungKeys {
    private static final List<String> FIDELITY_KEYS = List.of("lossless", "max-error", "quality", "bitrate");
    private static final List<String> KEYS = List.of(
            "id", "lossless", "max-error", "quality", "bitrate", "maxrate", "bufsize", "size", "scale", "fps", "codec");

    private static final Pattern RATE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)([kM]?)");

    private final Map<?, ?> values;
    private final List<VideoCodec> codecs;

    private RungKeys(Map<?, ?> values, List<VideoCodec> codecs) {
        this.values = values;
        this.codecs = codecs;
    }

    /**
     * Reads one rung; in several codecs, if it names none, it is as many, and their ids end in the codecs' names.
     *
     * @param values numbers, text and truth values by key
     * @param codecs if it names none, at least one
     * @throws IllegalArgumentException if a key or value is not legal; the message does not name the rung
     */
    static List<Rung> read(Map<?, ?> values, List<VideoCodec> codecs) {
        for (Object key : values.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "key " + SettingsFile.quote(key) + " is not known; known are " + String.join(", ", KEYS));
            }
        }
        return new RungKeys(values, codecs).rungs();
    }

    private List<Rung> rungs() {
        if (!has("id")) {
            throw new IllegalArgumentException("id is missing; it becomes the rung's folder");
        }
        FrameRate fps = has("fps") ? fps() : null;
        String id = text("id", Rung.ID_FORM);
        if (has("codec") || codecs.size() == 1) {
            return List.of(new Rung(id, fidelity(), size(), fps, has("codec") ? codec() : codecs.get(0)));
        }
        return codecs.stream()
                .map(codec -> new Rung(id + "-" + codec, fidelity(), size(), fps, codec))
                .toList();
    }

    private VideoCodec codec() {
        return parse("codec", VideoCodec::of, "one of " + VideoCodec.NAMES);
    }

    private Fidelity fidelity() {
        List<String> given = FIDELITY_KEYS.stream().filter(this::has).toList();
        if (given.size() > 1) {
            throw new IllegalArgumentException(String.join(" and ", given) + " exclude each other; keep one");
        }
        String key = given.isEmpty() ? "lossless" : given.get(0);
        if (!key.equals("bitrate") && (has("maxrate") || has("bufsize"))) {
            throw new IllegalArgumentException("maxrate and bufsize need a bitrate");
        }
        return switch (key) {
            case "max-error" -> new Fidelity.MaxError(whole(key, Fidelity.MaxError.GREATEST));
            case "quality" -> new Fidelity.Quality(whole(key, Fidelity.Quality.BEST));
            case "bitrate" -> new Fidelity.Bitrate(rate(key), optionalRate("maxrate"), optionalRate("bufsize"));
            default -> lossless();
        };
    }

    private Fidelity lossless() {
        if (has("lossless") && !Boolean.TRUE.equals(values.get("lossless"))) {
            throw illegal("lossless", "true; for less, give max-error, quality or bitrate instead");
        }
        return new Fidelity.Lossless();
    }

    private OutputSize size() {
        if (has("size") && has("scale")) {
            throw new IllegalArgumentException("size and scale exclude each other; keep one");
        }
        if (has("scale")) {
            return new OutputSize.Scaled(decimal("scale", "a number from " + OutputSize.Scaled.MIN + " to 1"));
        }
        return has("size") ? new OutputSize.Exactly(exactSize()) : new OutputSize.Source();
    }

    private OutputSize.PictureSize exactSize() {
        return parse("size", OutputSize.PictureSize::parse, "WxH in pixels, from 1x1 to 16384x16384, such as 1280x720");
    }

    private FrameRate fps() {
        return parse(
                "fps",
                FrameRate::parse,
                "a number above 0 and up to 1000 with at most three decimals, or a fraction such as 30000/1001");
    }

    private <T> T parse(String key, Function<String, T> parser, String legal) {
        try {
            return parser.apply(String.valueOf(values.get(key)));
        } catch (IllegalArgumentException e) {
            throw illegal(key, legal);
        }
    }

    private long optionalRate(String key) {
        return has(key) ? rate(key) : 0;
    }

    private long rate(String key) {
        String legal = "a positive number of bits per second, also in k (1000) or M (1000000), such as 800k or 2.5M";
        Matcher rate = RATE.matcher(String.valueOf(values.get(key)));
        if (!rate.matches()) {
            throw illegal(key, legal);
        }
        int zeros = switch (rate.group(2)) {
            case "k" -> 3;
            case "M" -> 6;
            default -> 0;
        };
        BigDecimal bits = new BigDecimal(rate.group(1)).movePointRight(zeros);
        if (bits.signum() == 0 || !isWhole(bits)) {
            throw illegal(key, legal);
        }
        return bits.longValueExact();
    }

    private int whole(String key, int greatest) {
        if (values.get(key) instanceof Integer value && value >= 0 && value <= greatest) {
            return value;
        }
        throw illegal(key, "a whole number from 0 to " + greatest);
    }

    private BigDecimal decimal(String key, String legal) {
        Object value = values.get(key);
        if (value instanceof Integer || value instanceof BigDecimal) {
            return new BigDecimal(value.toString());
        }
        throw illegal(key, legal);
    }

    private String text(String key, String legal) {
        if (!(values.get(key) instanceof String value)) {
            throw illegal(key, "text; a number or truth value needs quotes");
        }
        if (!Rung.isId(value)) {
            throw illegal(key, legal);
        }
        return value;
    }

    private boolean has(String key) {
        return values.containsKey(key);
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    private IllegalArgumentException illegal(String key, String legal) {
        return new IllegalArgumentException(
                key + " cannot be " + SettingsFile.quote(values.get(key)) + "; it is " + legal);
    }
}
