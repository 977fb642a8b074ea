package org.rundelta.mp4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Tracks and samples for tests. */
final class Samples {
    static final int VIDEO = 1;
    static final int AUDIO = 2;
    static final byte[] VIDEO_CONFIG = {1, 0, 0, 0, 0, 64, 0, 0, 0, 48};
    /** AAC-LC, 48 kHz, stereo. */
    static final byte[] AUDIO_SPECIFIC_CONFIG = {0x11, (byte) 0x90};

    static final Track VIDEO_TRACK =
            new Track(VIDEO, 90_000, "und", VideoSampleEntry.rundelta(64, 48, VIDEO_CONFIG), 0);
    static final Track AUDIO_TRACK =
            new Track(AUDIO, 48_000, "eng", AudioSampleEntry.aac(2, 48_000, AUDIO_SPECIFIC_CONFIG, 128_000), 1024);

    private Samples() {}

    /** Samples whose durations, sizes and sync flags are now all the same, now all different. */
    static List<Sample> random(RandomGenerator random, long decodeTime) {
        int count = random.nextInt(1, 20);
        boolean sameDuration = random.nextBoolean();
        boolean sameSize = random.nextBoolean();
        int syncInterval = random.nextInt(1, 5);
        boolean irregularSync = random.nextInt(4) == 0;
        boolean reordered = random.nextInt(3) == 0;
        int size = random.nextInt(0, 40);
        long duration = random.nextLong(0, 1L << 32);
        List<Sample> samples = new ArrayList<>();
        long time = decodeTime;
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[sameSize ? size : random.nextInt(0, 40)];
            random.nextBytes(data);
            boolean sync = irregularSync ? random.nextBoolean() : i % syncInterval == 0;
            int offset = reordered ? random.nextInt(-5000, 5000) : 0;
            samples.add(new Sample(data, time, sameDuration ? duration : random.nextLong(0, 5000), sync, offset));
            time += samples.get(i).duration();
        }
        return samples;
    }

    /** Samples of equal duration, the first of them a sync sample. */
    static List<Sample> regular(RandomGenerator random, long decodeTime, int count, long duration, boolean allSync) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[random.nextInt(10, 300)];
            random.nextBytes(data);
            samples.add(new Sample(data, decodeTime + i * duration, duration, allSync || i == 0));
        }
        return samples;
    }

    static long end(List<Sample> samples) {
        Sample last = samples.get(samples.size() - 1);
        return last.decodeTime() + last.duration();
    }

    static byte[] fragment(long sequenceNumber, TrackSamples... tracks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FragmentWriter(out, sequenceNumber).write(List.of(tracks));
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }

    /** A file with a video and an audio track, their fragments by turns. */
    static byte[] file(RandomGenerator random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new InitSegment(List.of(VIDEO_TRACK, AUDIO_TRACK), 1000).toBytes());
        FragmentWriter writer = new FragmentWriter(out);
        for (int i = 0; i < 3; i++) {
            writer.write(VIDEO, regular(random, i * 30_000L, 10, 3000, false));
            writer.write(AUDIO, regular(random, i * 15_360L, 15, 1024, true));
        }
        writer.write(List.of(
                new TrackSamples(VIDEO, regular(random, 30 * 3000L, 4, 3000, false)),
                new TrackSamples(AUDIO, regular(random, 45 * 1024L, 6, 1024, true))));
        return out.toByteArray();
    }

    static List<Sample> readAll(FragmentReader reader, int trackId) throws IOException, Mp4Exception {
        List<Sample> samples = new ArrayList<>();
        for (Sample sample = reader.next(trackId); sample != null; sample = reader.next(trackId)) {
            samples.add(sample);
        }
        return samples;
    }
}
