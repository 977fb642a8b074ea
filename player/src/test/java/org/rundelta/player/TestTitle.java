package org.rundelta.player;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.SegmentIndex;
import org.rundelta.mp4.Track;
import org.rundelta.mp4.VideoSampleEntry;

/** A small title in memory: a noisy picture of {@link #SIZE} pixels, in segments of a second with {@link #FRAMES} frames. */
final class TestTitle {
    static final int FRAMES = 3;
    static final int SIZE = 32;
    private static final int TIMESCALE = 900;
    private static final int[] TOLERANCES = {60, 12, 0};
    private static final int AUDIO_RATE = 48_000;
    private static final byte[] AAC_LC_STEREO = {0x11, (byte) 0x90};

    /** By path. */
    final Map<String, byte[]> files = new HashMap<>();

    private final int segments;
    private final StringBuilder periods = new StringBuilder();

    /** @param segments of each rung, at least one */
    TestTitle(int segments) {
        this.segments = segments;
    }

    /** Bits a second that the manifest announces. */
    static int bandwidth(int rung) {
        return 20_000 * (1 + rung * rung);
    }

    static int rungs() {
        return TOLERANCES.length;
    }

    byte[] file(String path) {
        return files.get(path);
    }

    /** Ends the title with its manifest, {@code manifest.mpd}. */
    TestTitle manifest(String beforePeriods) {
        String text = "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" minBufferTime=\"PT1S\""
                + " profiles=\"urn:mpeg:dash:profile:full:2011\">" + beforePeriods + periods + "</MPD>";
        files.put("manifest.mpd", text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Video in files of their own, named by number, from media time 0. */
    TestTitle numbered(String folder) throws IOException {
        String template = "<SegmentTemplate timescale='900' duration='900' initialization='$RepresentationID$/init.mp4'"
                + " media='$RepresentationID$/$Number$.m4s'/>";
        storeFiles(folder, segment -> Integer.toString(segment + 1), 0);
        return period(folder, videoSet(template));
    }

    /** Video in files named by time, in a timeline that begins at the 100th second, with audio in segments of 0.8 s. */
    TestTitle timed(String folder) throws IOException {
        String template = "<SegmentTemplate timescale='900' presentationTimeOffset='90000'"
                + " initialization='$RepresentationID$/init.mp4' media='$RepresentationID$/t$Time%06d$.m4s'>"
                + "<SegmentTimeline><S t='90000' d='900' r='" + (segments - 1)
                + "'/></SegmentTimeline></SegmentTemplate>";
        storeFiles(folder, segment -> String.format("t%06d", 90_000 + segment * TIMESCALE), 90_000);
        return period(folder, videoSet(template) + audioSet(folder));
    }

    /** Video in one file for each rung, with an index. */
    TestTitle indexed(String folder) throws IOException {
        StringBuilder set = new StringBuilder("<AdaptationSet contentType='video' mimeType='video/mp4'>");
        for (int rung = 0; rung < rungs(); rung++) {
            byte[] init = init();
            ByteArrayOutputStream media = new ByteArrayOutputStream();
            List<SegmentIndex.Reference> references = new ArrayList<>();
            for (byte[] segment : video(rung, 0)) {
                media.write(segment);
                references.add(new SegmentIndex.Reference(segment.length, TIMESCALE, 1));
            }
            byte[] index = new SegmentIndex(1, TIMESCALE, 0, 0, references).toBytes();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(init);
            file.write(index);
            file.write(media.toByteArray());
            files.put(folder + "v" + rung + ".mp4", file.toByteArray());
            set.append(String.format(
                    "<Representation id='v%d' bandwidth='%d'><BaseURL>v%d.mp4</BaseURL><SegmentBase indexRange='%d-%d'"
                            + " timescale='900'><Initialization range='0-%d'/></SegmentBase></Representation>",
                    rung, bandwidth(rung), rung, init.length, init.length + index.length - 1, init.length - 1));
        }
        return period(folder, set + "</AdaptationSet>");
    }

    /** Video in one file for each rung, its segments listed; with all of them named by the period for the rest. */
    TestTitle listed(String folder) throws IOException {
        StringBuilder set = new StringBuilder("<AdaptationSet contentType='video' mimeType='video/mp4'><SegmentList"
                + " timescale='900' duration='900'/>");
        for (int rung = 0; rung < rungs(); rung++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(init());
            set.append(String.format(
                    "<Representation id='v%d' bandwidth='%d'><BaseURL>v%d.mp4</BaseURL><SegmentList><Initialization"
                            + " range='0-%d'/>",
                    rung, bandwidth(rung), rung, file.size() - 1));
            for (byte[] segment : video(rung, 0)) {
                set.append(String.format(
                        "<SegmentURL mediaRange='%d-%d'/>", file.size(), file.size() + segment.length - 1));
                file.write(segment);
            }
            set.append("</SegmentList></Representation>");
            files.put(folder + "v" + rung + ".mp4", file.toByteArray());
        }
        return period(folder, set + "</AdaptationSet>");
    }

    private TestTitle period(String folder, String sets) {
        periods.append("<Period duration='PT").append(segments).append("S'>");
        if (!folder.isEmpty()) {
            periods.append("<BaseURL>").append(folder).append("</BaseURL>");
        }
        periods.append(sets).append("</Period>");
        return this;
    }

    private static String videoSet(String template) {
        StringBuilder set = new StringBuilder("<AdaptationSet contentType='video' mimeType='video/mp4'>" + template);
        for (int rung = 0; rung < rungs(); rung++) {
            set.append(String.format("<Representation id='v%d' bandwidth='%d'/>", rung, bandwidth(rung)));
        }
        return set + "</AdaptationSet>";
    }

    private interface Namer {
        String name(int segment);
    }

    private void storeFiles(String folder, Namer namer, long startTime) throws IOException {
        for (int rung = 0; rung < rungs(); rung++) {
            String place = folder + "v" + rung + "/";
            files.put(place + "init.mp4", init());
            List<byte[]> media = video(rung, startTime);
            for (int segment = 0; segment < segments; segment++) {
                files.put(place + namer.name(segment) + ".m4s", media.get(segment));
            }
        }
    }

    private static byte[] init() {
        byte[] config = new CodecConfig(SIZE, SIZE).toBytes();
        Track track = new Track(1, TIMESCALE, Track.LANGUAGE_UNKNOWN, VideoSampleEntry.rundelta(SIZE, SIZE, config), 0);
        return new InitSegment(List.of(track)).toBytes();
    }

    private List<byte[]> video(int rung, long startTime) throws IOException {
        Encoder encoder = new Encoder(new CodecConfig(SIZE, SIZE), new EncoderOptions(TOLERANCES[rung]));
        Random random = new Random(7);
        Picture picture = new Picture(SIZE, SIZE);
        List<byte[]> media = new ArrayList<>();
        long time = startTime;
        for (int segment = 0; segment < segments; segment++) {
            List<Sample> samples = new ArrayList<>();
            for (int frame = 0; frame < FRAMES; frame++) {
                for (int i = 0; i < 200 + 100 * (segment % 5); i++) {
                    picture.pixels()[random.nextInt(SIZE) * picture.stride() + random.nextInt(SIZE)] =
                            random.nextInt() & 0xFFFFFF;
                }
                byte[] data = encoder.encode(picture, frame == 0).data();
                samples.add(new Sample(data, time, TIMESCALE / FRAMES, frame == 0));
                time += TIMESCALE / FRAMES;
            }
            media.add(fragment(samples));
        }
        return media;
    }

    private String audioSet(String folder) throws IOException {
        AudioSampleEntry entry = AudioSampleEntry.aac(2, AUDIO_RATE, AAC_LC_STEREO, 8000);
        Track track = new Track(1, AUDIO_RATE, Track.LANGUAGE_UNKNOWN, entry, 0);
        files.put(folder + "a/init.mp4", new InitSegment(List.of(track)).toBytes());
        int duration = AUDIO_RATE * 4 / 5;
        int count = (segments * 5 + 3) / 4;
        for (int segment = 0; segment < count; segment++) {
            byte[] data = new byte[500];
            files.put(
                    folder + "a/" + (segment + 1) + ".m4s",
                    fragment(List.of(new Sample(data, (long) segment * duration, duration, true))));
        }
        return "<AdaptationSet contentType='audio' mimeType='audio/mp4'><SegmentTemplate timescale='48000'"
                + " initialization='a/init.mp4' media='a/$Number$.m4s'><SegmentTimeline><S t='0' d='" + duration
                + "' r='"
                + (count - 1) + "'/></SegmentTimeline></SegmentTemplate><Representation id='a' bandwidth='8000'/>"
                + "</AdaptationSet>";
    }

    private static byte[] fragment(List<Sample> samples) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FragmentWriter writer = new FragmentWriter(out);
        writer.writeSegmentType();
        writer.write(1, samples);
        return out.toByteArray();
    }
}
