package org.rundelta.packager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.WebVttSample;
import org.rundelta.mp4.WebVttSample.Part;
import org.rundelta.text.Cue;
import org.rundelta.text.CueSheet;

/**
 * Cuts text into samples without a gap (ISO/IEC 14496-30, 7.2): a new one begins with each segment and wherever a cue begins
 * or ends. A cue that is so cut apart is told together by its source id. Times are in milliseconds; segments are asked
 * for in their order.
 */
final class TextCutter {
    private final List<Cue> cues;
    private final TreeSet<Long> cuts = new TreeSet<>();
    private final Map<Cue, Integer> sourceIds = new HashMap<>();
    private final List<Cue> shown = new ArrayList<>();
    private int next;

    /**
     * @param starts of the segments
     */
    TextCutter(CueSheet sheet, long[] starts) {
        cues = sheet.cues();
        for (long start : starts) {
            cuts.add(start);
        }
        for (Cue cue : cues) {
            cuts.add(cue.start().toMillis());
            cuts.add(cue.end().toMillis());
        }
        for (Cue cue : cues) {
            Long cut = cuts.higher(cue.start().toMillis());
            if (cut < cue.end().toMillis()) {
                sourceIds.putIfAbsent(cue, sourceIds.size());
            }
        }
    }

    /** The samples of a segment, at least one. */
    List<Sample> samples(long start, long end) {
        List<Sample> samples = new ArrayList<>();
        for (long time = start; time < end; ) {
            Long cut = cuts.higher(time);
            long until = cut == null ? end : Math.min(cut, end);
            samples.add(new Sample(WebVttSample.of(parts(time)), time, until - time, true));
            time = until;
        }
        return samples;
    }

    private List<Part> parts(long time) {
        shown.removeIf(cue -> cue.end().toMillis() <= time);
        while (next < cues.size() && cues.get(next).start().toMillis() <= time) {
            shown.add(cues.get(next++));
        }
        return shown.stream()
                .map(cue -> new Part(sourceIds.getOrDefault(cue, Part.WHOLE), cue.id(), cue.settings(), cue.payload()))
                .toList();
    }
}
