package org.rundelta.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.abr.Title;
import org.rundelta.codec.CodecConfig;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.SegmentIndex;
import org.rundelta.mp4.Track;
import org.rundelta.mp4.VideoSampleEntry;

/** Files of a title whose segments have given sizes and nothing in them; one file for each rung, with an index. */
final class SizedTitle {
    private static final int TIMESCALE = 1000;
    private static final int SIZE = 16;

    private SizedTitle() {}

    /** The files by path, {@code manifest.mpd} among them. */
    static Map<String, byte[]> files(Title title) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        StringBuilder mpd = new StringBuilder("<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static'"
                + " minBufferTime='PT1S' profiles='urn:mpeg:dash:profile:full:2011'><Period duration='PT"
                + title.lengthMs() / 1000 + "S'><AdaptationSet contentType='video' mimeType='video/mp4'>");
        byte[] init = init();
        for (int rung = 0; rung < title.rungs(); rung++) {
            List<byte[]> media = media(title, rung);
            byte[] index = index(title, media);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(init);
            file.writeBytes(index);
            media.forEach(file::writeBytes);
            files.put(rung + ".mp4", file.toByteArray());
            mpd.append("<Representation id='").append(rung);
            mpd.append("' bandwidth='").append(Math.round(title.bitrateKbps(rung) * 1000));
            mpd.append("'><BaseURL>")
                    .append(rung)
                    .append(".mp4</BaseURL><SegmentBase timescale='")
                    .append(TIMESCALE);
            mpd.append("' indexRange='").append(init.length).append('-').append(init.length + index.length - 1);
            mpd.append("'><Initialization range='0-").append(init.length - 1);
            mpd.append("'/></SegmentBase></Representation>");
        }
        mpd.append("</AdaptationSet></Period></MPD>");
        files.put("manifest.mpd", mpd.toString().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static byte[] init() {
        VideoSampleEntry entry = VideoSampleEntry.rundelta(SIZE, SIZE, new CodecConfig(SIZE, SIZE).toBytes());
        return new InitSegment(List.of(new Track(1, TIMESCALE, Track.LANGUAGE_UNKNOWN, entry, 0))).toBytes();
    }

    private static List<byte[]> media(Title title, int rung) throws IOException {
        List<byte[]> media = new ArrayList<>();
        long time = 0;
        for (int segment = 0; segment < title.segments(); segment++) {
            int bytes = (int) (title.sizeBits(segment, rung) / Byte.SIZE);
            long duration = Math.round(title.durationMs(segment));
            int around = segment(time, duration, 0).length;
            media.add(segment(time, duration, Math.max(1, bytes - around)));
            time += duration;
        }
        return media;
    }

    private static byte[] segment(long time, long duration, int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FragmentWriter writer = new FragmentWriter(out);
        writer.writeSegmentType();
        writer.write(1, List.of(new Sample(new byte[bytes], time, duration, true)));
        return out.toByteArray();
    }

    private static byte[] index(Title title, List<byte[]> media) {
        List<SegmentIndex.Reference> references = new ArrayList<>();
        for (int segment = 0; segment < media.size(); segment++) {
            references.add(
                    new SegmentIndex.Reference(media.get(segment).length, Math.round(title.durationMs(segment)), 1));
        }
        return new SegmentIndex(1, TIMESCALE, 0, 0, references).toBytes();
    }
}
