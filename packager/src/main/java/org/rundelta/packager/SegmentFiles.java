package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.Representation;
import org.rundelta.dash.SegmentTemplate;
import org.rundelta.dash.SegmentTimeline;

/** A file for the initialization segment and one for each media segment, named by time or by number. */
class SegmentFiles extends RenditionFiles {
    static final String INITIALIZATION = "init.mp4";

    private final boolean numbered;

    SegmentFiles(Rendition rendition, Layout layout) throws IOException {
        super(rendition, layout);
        numbered = layout == Layout.NUMBER;
    }

    /**
     * Those of a rendition that grows, named by their times.
     *
     * @param folder that it has for good
     */
    SegmentFiles(Rendition rendition, byte[] initialization, String folder) {
        super(rendition, initialization, folder);
        numbered = false;
    }

    @Override
    public int count() {
        return rendition().segments().size() + 1;
    }

    @Override
    FileRange initializationPlace() {
        return new FileRange(folder() + "/" + INITIALIZATION);
    }

    @Override
    FileRange place(int segment) {
        return new FileRange(folder() + "/" + name(segment));
    }

    private String name(int segment) {
        Rendition rendition = rendition();
        return (numbered ? segment + 1 : rendition.start(rendition.segments().get(segment))) + ".m4s";
    }

    @Override
    Representation locate(Representation representation) {
        Rendition rendition = rendition();
        List<EncodedSegment> segments = rendition.segments();
        // Of segments named by their times FFmpeg would skip as many as the first number says.
        Long first = numbered ? 1L : null;
        return representation.in(new SegmentTemplate(
                rendition.track().timescale(),
                null,
                null,
                first,
                initializationPlace().path(),
                folder() + (numbered ? "/$Number$.m4s" : "/$Time$.m4s"),
                SegmentTimeline.of(
                        segments.stream().mapToLong(rendition::start).toArray(),
                        segments.stream().mapToLong(rendition::duration).toArray())));
    }

    @Override
    public void moveTo(Path title) throws IOException {
        Path target = makeFolder(title);
        move(Files.write(staging().resolve(INITIALIZATION), initialization()), target.resolve(INITIALIZATION));
        List<EncodedSegment> segments = rendition().segments();
        for (int i = 0; i < segments.size(); i++) {
            move(segments.get(i).file(), target.resolve(name(i)));
        }
    }
}
