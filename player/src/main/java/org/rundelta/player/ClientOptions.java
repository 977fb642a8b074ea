package org.rundelta.player;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a title is played.
 *
 * @param manifest URL of an MPD: {@code http}, {@code https} or {@code file}
 * @param abr name of a rule of {@link org.rundelta.abr.AbrRules}
 * @param buffer how much is downloaded ahead, at least two segments
 * @param isFast whether waiting is left out, so that playing takes as long as downloading
 * @param timeout after which a server that does not answer, or stops sending, is given up
 * @param throttle holds back what comes in
 * @param isDecoded whether what is fetched is decoded, and its frames counted; of our own codec only
 * @param save the file to write what is played into, as one MP4, whole only when playing has come to its end; or null
 * @param isReplacing whether segments in the buffer are fetched anew, in a higher rung, while there is time
 */
public record ClientOptions(
        URI manifest,
        String abr,
        Duration buffer,
        boolean isFast,
        Duration timeout,
        Throttle throttle,
        boolean isDecoded,
        Path save,
        boolean isReplacing) {
    private static final Duration BUFFER = Duration.ofSeconds(25);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Real time, with what is the default on the command line. */
    public static ClientOptions of(URI manifest) {
        return new ClientOptions(manifest, "foresight", BUFFER, false, TIMEOUT, Throttle.NONE, false, null, true);
    }

    /** The same with another rule. */
    public ClientOptions withAbr(String name) {
        return new ClientOptions(manifest, name, buffer, isFast, timeout, throttle, isDecoded, save, isReplacing);
    }

    /** The same without waiting. */
    public ClientOptions fast() {
        return new ClientOptions(manifest, abr, buffer, true, timeout, throttle, isDecoded, save, isReplacing);
    }

    /** The same with another buffer. */
    public ClientOptions withBuffer(Duration other) {
        return new ClientOptions(manifest, abr, other, isFast, timeout, throttle, isDecoded, save, isReplacing);
    }

    /** The same with another timeout. */
    public ClientOptions withTimeout(Duration other) {
        return new ClientOptions(manifest, abr, buffer, isFast, other, throttle, isDecoded, save, isReplacing);
    }

    /** The same over a slower network. */
    public ClientOptions withThrottle(Throttle other) {
        return new ClientOptions(manifest, abr, buffer, isFast, timeout, other, isDecoded, save, isReplacing);
    }

    /** The same with what comes decoded. */
    public ClientOptions decoded() {
        return new ClientOptions(manifest, abr, buffer, isFast, timeout, throttle, true, save, isReplacing);
    }

    /** The same with what is played saved. */
    public ClientOptions saved(Path file) {
        return new ClientOptions(manifest, abr, buffer, isFast, timeout, throttle, isDecoded, file, isReplacing);
    }

    /** The same with every segment fetched once. */
    public ClientOptions withoutReplacing() {
        return new ClientOptions(manifest, abr, buffer, isFast, timeout, throttle, isDecoded, save, false);
    }
}
