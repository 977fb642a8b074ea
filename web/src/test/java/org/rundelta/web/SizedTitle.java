package org.rundelta.web;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.rundelta.mp4.SegmentIndex;

/**
 * A title of files with nothing in them, but of given sizes; so it does not say that it is MP4.
 *
 * @param isIndexed whether each representation is one file with an index, which tells sizes; else segments are files
 * @param rungs lowest first
 * @param audio with a segment for each of the pictures', and one more
 */
record SizedTitle(boolean isIndexed, List<Track> rungs, Track audio) {
    private static final int INIT_BYTES = 700;

    /**
     * A representation.
     *
     * @param bandwidth in bit/s
     * @param segmentMs how long each segment lasts
     * @param bytes of each segment
     */
    record Track(String id, int bandwidth, int segmentMs, int initBytes, int[] bytes) {
        Track(String id, int bandwidth, int segmentMs, int[] bytes) {
            this(id, bandwidth, segmentMs, INIT_BYTES, bytes);
        }

        private void store(Path folder) throws IOException {
            Files.createDirectory(folder);
            store(folder.resolve("init"), initBytes);
            for (int i = 0; i < bytes.length; i++) {
                store(folder.resolve(Integer.toString(i + 1)), bytes[i]);
            }
        }

        /** Takes no room on disks. */
        private static void store(Path file, long bytes) throws IOException {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(bytes);
            }
        }

        /** Stores all in one file; what the manifest says of it. */
        private String storeIndexed(Path file) throws IOException {
            byte[] index = new SegmentIndex(
                            1,
                            1000,
                            0,
                            0,
                            Arrays.stream(bytes)
                                    .mapToObj(size -> new SegmentIndex.Reference(size, segmentMs, 1))
                                    .toList())
                    .toBytes();
            int start = initBytes + index.length;
            store(file, start + Arrays.stream(bytes).asLongStream().sum());
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.seek(initBytes);
                out.write(index);
            }
            return String.format(
                    "<BaseURL>%s.all</BaseURL><SegmentBase timescale='1000' indexRange='%d-%d'>"
                            + "<Initialization range='0-%d'/></SegmentBase>",
                    id, initBytes, start - 1, initBytes - 1);
        }

        private String representation(Path folder, boolean isIndexed) throws IOException {
            String segments = "";
            if (isIndexed) {
                segments = storeIndexed(folder.resolve(id + ".all"));
            } else {
                store(folder.resolve(id));
            }
            return String.format("<Representation id='%s' bandwidth='%d'>%s</Representation>", id, bandwidth, segments);
        }
    }

    /** Writes the files; returns the manifest. */
    Path store(Path folder) throws IOException {
        Files.createDirectory(folder);
        String duration =
                String.format("PT%.3fS", rungs.get(0).segmentMs() * rungs.get(0).bytes().length / 1000.0);
        return Files.writeString(
                folder.resolve("manifest.mpd"),
                "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static' minBufferTime='PT1S'"
                        + " profiles='urn:mpeg:dash:profile:full:2011'><Period duration='" + duration + "'>"
                        + set(folder, "video", rungs)
                        + set(folder, "audio", Collections.singletonList(audio)) + "</Period></MPD>");
    }

    private String set(Path folder, String kind, List<Track> tracks) throws IOException {
        StringBuilder set =
                new StringBuilder("<AdaptationSet contentType='" + kind + "' mimeType='" + kind + "/x-sized'>");
        if (!isIndexed) {
            set.append("<SegmentTemplate timescale='1000' initialization='$RepresentationID$/init'"
                    + " media='$RepresentationID$/$Number$'><SegmentTimeline><S t='0' d='"
                    + tracks.get(0).segmentMs() + "' r='" + (tracks.get(0).bytes().length - 1)
                    + "'/></SegmentTimeline></SegmentTemplate>");
        }
        for (Track track : tracks) {
            set.append(track.representation(folder, isIndexed));
        }
        return set.append("</AdaptationSet>").toString();
    }
}
