package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a title of an input while it comes: a title that can be played meanwhile, and at the end is one as any other. */
public final class LivePackager {
    private LivePackager() {}

    /**
     * Packages an input in one pass, in real time, until it ends or is stopped.
     *
     * <p>Where that fails in the middle, what is there by then becomes the title all the same.
     *
     * @param options of which text, thumbnails, trick play, HLS, the layout, the engine and resuming do not count
     * @return what was packaged; with a window, of what is left
     * @throws IOException if the input cannot be read or the output not written
     * @throws LadderException if this version cannot encode a rung
     */
    public static PackageReport run(LiveInput input, PackageOptions options, LiveOptions rules, LiveListener listener)
            throws IOException, InterruptedException, LadderException {
        Path folder = options.output().resolve(Packager.STAGING);
        try (StagingFolder staging = StagingFolder.open(folder)) {
            LiveTitle title = new LiveTitle(options, rules, staging.path(), input.clock(), listener);
            try {
                new TitleEncoder(
                                input, options.ladder(), options.segment(), false, options.effort(), 1, options.audio())
                        .encodeLive(staging.path(), options.threads(), title);
            } catch (IOException | InterruptedException e) {
                finishAfter(e, title, staging);
                throw e;
            }
            return title.finish();
        }
    }

    /** What was under way makes room on a disk that may be full. */
    private static void finishAfter(Exception failure, LiveTitle title, StagingFolder staging) {
        try {
            staging.empty();
            if (title.isEmpty()) {
                title.delete();
            } else {
                title.finish();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
