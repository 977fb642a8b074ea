package org.rundelta.player;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.rundelta.abr.Title;
import org.rundelta.dash.ManifestException;

/**
 * A title as it is played: segment after segment through all periods, each in every rung. The rungs are those of the
 * period that has most; in another, each stands for the best that is no better. What a segment weighs, and the bitrates,
 * are of main content and audio together, since that is what has to be downloaded. A live title grows.
 */
final class Presentation {
    private final List<LocatedRepresentation> ladder;
    private final double fromMs;
    private final boolean isLive;
    private final List<Slot> slots = new ArrayList<>();
    private final SizeEstimate estimate;
    private final Title title;

    /**
     * One segment of the main content, and the audio that goes with it.
     *
     * @param rungs as many as the title has
     * @param segment of the period
     */
    record Slot(PlayablePeriod period, List<LocatedRepresentation> rungs, int segment, int firstAudio, int endOfAudio) {
        double durationMs() {
            return period.durationMs(segment);
        }

        /** Since the start of the presentation. */
        double startMs() {
            return period.startMs() + period.endMs(segment) - durationMs();
        }

        double sizeBits(int rung, double ratio) {
            double bits = rungs.get(rung).sizeBits(segment, ratio);
            for (int each = firstAudio; each < endOfAudio; each++) {
                bits += period.audio().sizeBits(each, 1);
            }
            return bits;
        }
    }

    /**
     * A title.
     *
     * @param periods at least one, with a segment
     * @param fromMs since the start of the presentation; what ends before is left out
     * @param isLive whether there will be more
     */
    Presentation(String name, List<PlayablePeriod> periods, double fromMs, boolean isLive) {
        this.fromMs = fromMs;
        this.isLive = isLive;
        PlayablePeriod richest = periods.stream()
                .max(Comparator.comparingInt(period -> period.rungs().size()))
                .orElseThrow();
        ladder = richest.rungs();
        estimate = new SizeEstimate(ladder.size());
        double audioKbps = richest.audio() == null ? 0 : richest.audio().bitrateKbps();
        periods.forEach(this::addSlots);
        title = new Title(
                name,
                slots.stream().mapToDouble(Slot::durationMs).toArray(),
                ladder.stream()
                        .mapToDouble(rung -> rung.bitrateKbps() + audioKbps)
                        .toArray(),
                slots.stream().map(this::sizesBits).toArray(double[][]::new));
        expectMore();
    }

    /** Adds what is new: segments of a later period, or later ones of the last. */
    void add(List<PlayablePeriod> periods) {
        int known = slots.size();
        periods.forEach(this::addSlots);
        for (int segment = known; segment < slots.size(); segment++) {
            title.setSegment(segment, slots.get(segment).durationMs(), sizesBits(slots.get(segment)));
        }
        expectMore();
    }

    private void addSlots(PlayablePeriod period) {
        Slot last = slots.isEmpty() ? null : slots.get(slots.size() - 1);
        boolean isNext = last == null || period.startMs() > last.period.startMs();
        if (!isNext && period.startMs() < last.period.startMs()) {
            return;
        }
        List<LocatedRepresentation> rungs =
                ladder.stream().map(rung -> period.rung(rung.bitrateKbps())).toList();
        // Of a period that goes on, times tell what is new: positions in its lists change as it moves on.
        double sinceMs = isNext ? fromMs - period.startMs() : last.period.endMs(last.segment);
        int audio = period.audioAfter(isNext ? sinceMs : last.period.audioEndMs(last.endOfAudio, sinceMs));
        for (int segment = 0; segment < period.segments(); segment++) {
            if (period.endMs(segment) > sinceMs + period.durationMs(segment) / 2) {
                int endOfAudio = period.audioUntil(segment, audio);
                slots.add(new Slot(period, rungs, segment, audio, endOfAudio));
                audio = endOfAudio;
            }
        }
    }

    /**
     * Looks for what cannot be saved as one MP4, as far as the manifest tells.
     *
     * @throws ManifestException if there is such
     */
    void checkSavable() throws ManifestException {
        List<LocatedRepresentation> main = new ArrayList<>();
        List<LocatedRepresentation> audio = new ArrayList<>();
        double lastMs = Double.NaN;
        for (Slot slot : slots) {
            if (slot.period.startMs() != lastMs) {
                lastMs = slot.period.startMs();
                main.addAll(slot.rungs);
                audio.add(slot.period.audio());
            }
        }
        audio.removeIf(Objects::isNull);
        checkSavable(main);
        checkSavable(audio);
    }

    private void checkSavable(List<LocatedRepresentation> sameTrack) throws ManifestException {
        Set<String> codecs = new TreeSet<>();
        for (LocatedRepresentation each : sameTrack) {
            if (!each.isMp4()) {
                throw new ManifestException(title.name() + ": representation "
                        + each.representation().id() + " is not in MP4 and cannot be saved; leave out --save");
            }
            String stated = each.representation().codecs();
            codecs.add(stated == null ? "" : stated.replaceFirst("[.,].*", ""));
        }
        codecs.remove("");
        if (codecs.size() > 1) {
            throw new ManifestException(title.name() + ": its rungs are coded as " + String.join(" and ", codecs)
                    + ", which one track cannot have; leave out --save");
        }
    }

    private double[] sizesBits(Slot slot) {
        double[] sizes = new double[ladder.size()];
        for (int rung = 0; rung < sizes.length; rung++) {
            sizes[rung] = slot.sizeBits(rung, estimate.ratio(rung));
        }
        return sizes;
    }

    /** Has rules believe that a live title goes on as it did, so that they do not play it to its end. */
    private void expectMore() {
        Slot last = slots.get(slots.size() - 1);
        for (int segment = slots.size(); isLive && segment < slots.size() + SizeEstimate.AHEAD; segment++) {
            title.setSegment(segment, last.durationMs(), sizesBits(last));
        }
    }

    /**
     * Learns the true size of a segment, from which others are estimated if the manifest does not tell them.
     *
     * @param bytes of the main content
     */
    void learn(int segment, int rung, int bytes) {
        Slot slot = slots.get(segment);
        if (bytes == 0 || slot.rungs.get(rung).hasSize(slot.segment)) {
            return;
        }
        double ratio = (double) bytes * Byte.SIZE / slot.rungs.get(rung).sizeBits(slot.segment, 1);
        estimate.add(rung, ratio);
        double[] known = sizesBits(slot);
        known[rung] = slot.sizeBits(rung, ratio);
        title.setSegment(segment, slot.durationMs(), known);
        for (int next = segment + 1; next < Math.min(slots.size(), segment + SizeEstimate.AHEAD); next++) {
            title.setSegment(next, slots.get(next).durationMs(), sizesBits(slots.get(next)));
        }
    }

    Title title() {
        return title;
    }

    /** How many segments there are by now. */
    int segments() {
        return slots.size();
    }

    Slot slot(int segment) {
        return slots.get(segment);
    }
}
