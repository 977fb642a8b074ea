package org.rundelta.check;

import org.rundelta.dash.Representation;

/**
 * Checks {@code @frameRate} against how long frames last, if they all last equally long; otherwise it is an average that
 * the source has stated.
 */
final class FrameRateCheck {
    /** Thinning out from one frame rate to another nearly equal shows only after some time. */
    private static final long MIN_FRAMES = 100;

    private static final double TOLERANCE = 0.01;

    private final String manifest;
    private final Representation representation;
    private final Findings findings;
    private long frames;
    private long duration;
    private boolean constant = true;

    FrameRateCheck(String manifest, Representation representation, Findings findings) {
        this.manifest = manifest;
        this.representation = representation;
        this.findings = findings;
    }

    /** Adds a frame that lasts so many ticks. */
    void add(long ticks) {
        constant &= frames == 0 || ticks == duration;
        duration = ticks;
        frames++;
    }

    void run(long timescale) {
        if (representation.frameRate() == null || !constant || frames < MIN_FRAMES) {
            return;
        }
        String[] ratio = representation.frameRate().split("/", -1);
        double stated = Double.parseDouble(ratio[0]) / (ratio.length == 1 ? 1 : Double.parseDouble(ratio[1]));
        double actual = (double) timescale / duration;
        if (Math.abs(stated - actual) > TOLERANCE * actual) {
            findings.add(
                    manifest,
                    "@frameRate of representation " + representation.id() + " is " + representation.frameRate(),
                    timescale + "/" + duration + ", as its samples have");
        }
    }
}
