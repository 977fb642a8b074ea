package org.rundelta.cli;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.rundelta.codec.Picture;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;

/**
 * A frame of a source, as a player has to show it.
 *
 * @param start seconds since the first frame
 * @param duration in seconds
 * @param digest hash of its pixels, red, green and blue
 */
record SourceFrame(double start, double duration, String digest) {
    /** Of a video, in order. */
    static List<SourceFrame> all(FrameSource video) throws Exception {
        double timescale = video.video().timescale();
        List<SourceFrame> frames = new ArrayList<>();
        for (Frame frame = video.next(); frame != null; frame = video.next()) {
            frames.add(
                    new SourceFrame(frame.time() / timescale, frame.duration() / timescale, digest(frame.picture())));
        }
        return frames;
    }

    private static String digest(Picture picture) throws Exception {
        byte[] rgb = new byte[3 * picture.pixels().length];
        for (int i = 0; i < picture.pixels().length; i++) {
            rgb[3 * i] = (byte) (picture.pixels()[i] >> 16);
            rgb[3 * i + 1] = (byte) (picture.pixels()[i] >> 8);
            rgb[3 * i + 2] = (byte) picture.pixels()[i];
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rgb));
    }

    /**
     * Frames to be sought in a player, each at a moment while it is shown.
     *
     * @param times in seconds
     * @param digests of the frames that have to be shown then
     */
    record Seeks(List<Double> times, List<String> digests) {
        /** So many of a video's frames, the same each time. */
        static Seeks random(int count, List<SourceFrame> frames) {
            SplittableRandom random = new SplittableRandom(7);
            List<Double> times = new ArrayList<>();
            List<String> digests = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                SourceFrame frame = frames.get(random.nextInt(frames.size()));
                times.add(frame.start + random.nextDouble(0.99) * frame.duration);
                digests.add(frame.digest);
            }
            return new Seeks(times, digests);
        }
    }
}
