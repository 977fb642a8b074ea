package org.rundelta.check;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Bandwidth;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.LocatedSegments.MediaSegment;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Representation;
import org.rundelta.dash.ThumbnailGrid;

/** Checks a representation of thumbnails (DASH-IF IOP 4.3, 6.2.6): what the manifest says of its tiles, and these. */
final class ThumbnailCheck {
    private static final int END_OF_IMAGE = 0xFFD9;

    private final Path folder;
    private final String manifest;
    private final AdaptationSet set;
    private final Representation representation;
    private final Findings findings;

    ThumbnailCheck(Path folder, String manifest, AdaptationSet set, Representation representation, Findings findings) {
        this.folder = folder;
        this.manifest = manifest;
        this.set = set;
        this.representation = representation;
        this.findings = findings;
    }

    void run(LocatedSegments tiles) throws IOException, ManifestException {
        checkGrid();
        long largest = 0;
        for (MediaSegment tile : tiles.media()) {
            String path = tile.place().path();
            checkTile(path);
            largest = Math.max(largest, Files.size(folder.resolve(path)));
        }
        if (set.isOneFile(representation)) {
            return;
        }
        Long duration = set.segmentTemplateOf(representation).duration();
        if (duration != null) {
            checkBandwidth(Bandwidth.ofTiles(largest, duration, tiles.timescale()));
        }
    }

    private void checkGrid() {
        try {
            Optional<ThumbnailGrid> grid = ThumbnailGrid.of(set, representation);
            if (grid.isEmpty()) {
                add("has no property thumbnail_tile", "one, since players pass over it otherwise");
                return;
            }
            requireMultiple("width", representation.width(), grid.get().columns());
            requireMultiple("height", representation.height(), grid.get().rows());
        } catch (IllegalArgumentException e) {
            add("has a property thumbnail_tile that cannot be: " + e.getMessage(), "columns and rows of a tile");
        }
    }

    private void requireMultiple(String what, Long length, int count) {
        if (length == null || length % count != 0) {
            add("has @" + what + " " + length, "a multiple of " + count + ", as its thumbnails are alike");
        }
    }

    private void checkTile(String path) throws IOException {
        Path file = folder.resolve(path);
        Optional<JpegSize> size;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            size = JpegSize.read(in);
        }
        if (size.isEmpty()) {
            findings.add(path, "it is no JPEG", "one of the size that the manifest says");
            return;
        }
        findings.compare(path, "its width", (long) size.get().width(), representation.width());
        findings.compare(path, "its height", (long) size.get().height(), representation.height());
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - Short.BYTES);
            if (bytes.readUnsignedShort() != END_OF_IMAGE) {
                findings.add(path, "it does not end as a JPEG does", "bytes FF D9; it may be cut short");
            }
        }
    }

    private void checkBandwidth(long required) {
        if (required > representation.bandwidth()) {
            add("has @bandwidth " + representation.bandwidth(), "at least " + required + ", as its largest tile has");
        }
    }

    private void add(String problem, String expected) {
        findings.add(manifest, "representation " + representation.id() + " " + problem, expected);
    }
}
