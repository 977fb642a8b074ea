package org.rundelta.check;

import java.util.List;
import java.util.stream.Stream;
import org.rundelta.dash.ByteRange;
import org.rundelta.mp4.Box;

/**
 * The boxes of a media segment (ISO/IEC 23009-1, 6.3.4.2; 23000-19, 7.3.3): {@code styp}, then {@code moof} and
 * {@code mdat} as often as it has movie fragments.
 */
record SegmentBoxes(List<Box> all) {
    boolean areOfASegment() {
        if (all.size() < 3 || all.size() % 2 == 0 || !all.get(0).type().equals("styp")) {
            return false;
        }
        for (int i = 1; i < all.size(); i++) {
            if (!all.get(i).type().equals(i % 2 == 1 ? "moof" : "mdat")) {
                return false;
            }
        }
        return true;
    }

    /** Whether they begin with the first of these bytes and end with the last. */
    boolean fill(ByteRange range) {
        if (all.isEmpty()) {
            return false;
        }
        Box last = all.get(all.size() - 1);
        return all.get(0).offset() == range.first() && last.offset() + last.size() == range.last() + 1;
    }

    /** Of {@code styp} or {@code ftyp}, if it begins with one. */
    List<String> brands() {
        return all.stream()
                .limit(1)
                .flatMap(box -> values(box, "compatible_brands"))
                .flatMap(brands -> Stream.of(brands.split(" ", -1)))
                .toList();
    }

    List<Long> sequenceNumbers() {
        return below("moof")
                .filter(box -> box.type().equals("mfhd"))
                .flatMap(box -> values(box, "sequence_number"))
                .map(Long::valueOf)
                .toList();
    }

    List<Long> trackIds() {
        return inTracks("tfhd", "track_ID").map(Long::valueOf).toList();
    }

    /** How many, of all tracks. */
    long samples() {
        return inTracks("trun", "sample_count").mapToLong(Long::parseLong).sum();
    }

    private Stream<String> inTracks(String type, String field) {
        return below("moof")
                .filter(box -> box.type().equals("traf"))
                .flatMap(traf -> traf.children().stream())
                .filter(box -> box.type().equals(type))
                .flatMap(box -> values(box, field));
    }

    private Stream<Box> below(String type) {
        return all.stream().filter(box -> box.type().equals(type)).flatMap(box -> box.children().stream());
    }

    private static Stream<String> values(Box box, String field) {
        return box.fields().stream().filter(each -> each.name().equals(field)).map(Box.Field::value);
    }
}
