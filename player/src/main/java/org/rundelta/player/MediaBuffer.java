package org.rundelta.player;

import java.util.ArrayDeque;
import java.util.Deque;

/** Media that was downloaded and is being shown. Playing begins with the first segment; where there is none, it stalls. */
public final class MediaBuffer {
    private final Deque<Double> segmentsMs = new ArrayDeque<>();
    private double shownOfFirstMs;
    private double playedMs;
    private double stalledMs;
    private int stalls;
    private boolean isWanting;

    /** Appends a segment. */
    public void add(double durationMs) {
        isWanting = true;
        segmentsMs.addLast(durationMs);
    }

    /** The buffer level: media that is there and not yet shown. */
    public double levelMs() {
        double level = 0;
        for (double segment : segmentsMs) {
            level += segment;
        }
        return level - shownOfFirstMs;
    }

    /** How many segments are there, with the one that is being shown. */
    public int segments() {
        return segmentsMs.size();
    }

    /** Lets time pass: shows what is there, then stalls. Time before the first segment is no stall. */
    public void play(double ms) {
        double left = ms;
        boolean hadMedia = !segmentsMs.isEmpty();
        while (left > 0 && !segmentsMs.isEmpty()) {
            double rest = segmentsMs.getFirst() - shownOfFirstMs;
            if (left < rest) {
                shownOfFirstMs += left;
                playedMs += left;
                return;
            }
            left -= rest;
            playedMs += rest;
            segmentsMs.removeFirst();
            shownOfFirstMs = 0;
        }
        if (left > 0 && isWanting) {
            stalledMs += left;
            stalls += hadMedia ? 1 : 0;
        }
    }

    /** There is no more to come: time in which there is nothing left is no stall. */
    public void end() {
        isWanting = false;
    }

    /** Shows all that is there. */
    public void playOut() {
        for (double segment : segmentsMs) {
            playedMs += segment;
        }
        playedMs -= shownOfFirstMs;
        shownOfFirstMs = 0;
        segmentsMs.clear();
    }

    public double playedMs() {
        return playedMs;
    }

    public double stalledMs() {
        return stalledMs;
    }

    /** How often playing stalled. */
    public int stalls() {
        return stalls;
    }
}
