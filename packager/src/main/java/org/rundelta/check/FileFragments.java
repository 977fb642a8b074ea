package org.rundelta.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.Box;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SampleInfo;
import org.rundelta.mp4.Track;

/**
 * The movie fragments of a file, in order.
 *
 * @param boxes of the file, those that are in no other
 */
record FileFragments(List<Box> boxes, List<Fragment> fragments) {
    /**
     * A movie fragment with samples.
     *
     * @param offset of its {@code moof} in the file
     * @param first of its samples
     * @param firstEnd the byte behind the first sample, which is at the start of the {@code mdat}
     * @param end decode time at which its last sample ends
     */
    record Fragment(long offset, SampleInfo first, long firstEnd, long end) {}

    private static final int HEADER = 8;

    /** Reads the fragments of a track. */
    static FileFragments read(Path initialization, Path file, Track track) throws IOException, Mp4Exception {
        List<Box> boxes = Box.readAll(file);
        List<Fragment> fragments = new ArrayList<>();
        List<Path> sources = file.equals(initialization) ? List.of(file) : List.of(initialization, file);
        try (FragmentReader reader = FragmentReader.open(sources)) {
            for (int i = 0; i + 1 < boxes.size(); i++) {
                if (boxes.get(i).type().equals("moof")) {
                    long samples = new SegmentBoxes(boxes.subList(i, i + 1)).samples();
                    SampleInfo first = samples == 0 ? null : reader.skip(track.id());
                    if (first != null) {
                        fragments.add(fragment(boxes.get(i), boxes.get(i + 1), first, samples, reader, track));
                    }
                }
            }
        }
        return new FileFragments(boxes, fragments);
    }

    private static Fragment fragment(
            Box moof, Box data, SampleInfo first, long samples, FragmentReader reader, Track track)
            throws IOException, Mp4Exception {
        SampleInfo last = first;
        for (long i = 1; i < samples; i++) {
            SampleInfo next = reader.skip(track.id());
            last = next == null ? last : next;
        }
        return new Fragment(
                moof.offset(), first, data.offset() + HEADER + first.size(), last.decodeTime() + last.duration());
    }

    /** Those that begin in these bytes, the last not counted. */
    List<Fragment> between(long from, long to) {
        return fragments.stream()
                .filter(fragment -> fragment.offset >= from && fragment.offset < to)
                .toList();
    }

    /** Whether a box begins there, or the file ends. */
    boolean isBorder(long position) {
        return boxes.stream().anyMatch(box -> box.offset() == position || box.offset() + box.size() == position);
    }
}
