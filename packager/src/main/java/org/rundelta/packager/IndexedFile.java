package org.rundelta.packager;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Representation;
import org.rundelta.dash.SegmentBase;
import org.rundelta.mp4.SegmentIndex;

/** One file: the initialization segment, an index, and the media segments as they are in files of their own. */
final class IndexedFile extends RenditionFiles {
    private static final String MEDIA = "media.mp4";

    /** Every segment begins with a keyframe. */
    private static final int SAP_TYPE = 1;

    private final byte[] index;

    /** Where each media segment begins, and where the last one ends. */
    private final long[] offsets;

    IndexedFile(Rendition rendition) throws IOException, ManifestException {
        super(rendition, Layout.ON_DEMAND);
        index = index(rendition);
        List<EncodedSegment> segments = rendition.segments();
        offsets = new long[segments.size() + 1];
        offsets[0] = (long) initialization().length + index.length;
        for (int i = 0; i < segments.size(); i++) {
            offsets[i + 1] = offsets[i] + segments.get(i).fileBytes();
        }
    }

    private static byte[] index(Rendition rendition) throws ManifestException {
        try {
            List<SegmentIndex.Reference> references = new ArrayList<>();
            for (EncodedSegment segment : rendition.segments()) {
                references.add(new SegmentIndex.Reference(segment.fileBytes(), rendition.duration(segment), SAP_TYPE));
            }
            long start = rendition.start(rendition.segments().get(0));
            return new SegmentIndex(rendition.track().id(), rendition.track().timescale(), start, 0, references)
                    .toBytes();
        } catch (IllegalArgumentException e) {
            throw new ManifestException(
                    rendition.id() + ": over the limit of a file with an index: " + e.getMessage()
                            + "; choose another segment length, or the live profile",
                    e);
        }
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public long bytes() {
        return super.bytes() + index.length;
    }

    private String path() {
        return folder() + "/" + MEDIA;
    }

    @Override
    FileRange initializationPlace() {
        return new FileRange(path(), new ByteRange(0, initialization().length - 1L));
    }

    @Override
    FileRange place(int segment) {
        return new FileRange(path(), new ByteRange(offsets[segment], offsets[segment + 1] - 1));
    }

    @Override
    Representation locate(Representation representation) {
        return representation.in(
                path(), SegmentBase.of(rendition().track().timescale(), initialization().length, index.length));
    }

    @Override
    public void moveTo(Path title) throws IOException {
        Path staged = staging().resolve(MEDIA);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(staged))) {
            out.write(initialization());
            out.write(index);
            for (EncodedSegment segment : rendition().segments()) {
                Files.copy(segment.file(), out);
                Files.delete(segment.file());
            }
        }
        move(staged, makeFolder(title).resolve(MEDIA));
    }
}
