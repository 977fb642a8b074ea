package org.rundelta.codec.frame;

import java.util.List;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.BitModel;

/**
 * The syntax of a frame after its header (docs/bitstream.md), written once: with a {@link BitCoder} that writes, it
 * codes the source; with one that reads, it decodes. Either way the current plane ends as the decoded picture.
 */
public final class FrameSyntax {
    private static final int MOTION = 0;
    private static final int MAP = MOTION + MotionCandidates.CONTEXTS;
    private static final int RUNS = MAP + ChangeMap.CONTEXTS;
    private static final int COLOURS = RUNS + Runs.CONTEXTS;
    private static final int LITERALS = COLOURS + ColourCandidates.CONTEXTS;
    private static final int PHOTO = LITERALS + Literals.CONTEXTS;

    /** Contexts that a frame needs. */
    public static final int CONTEXTS = PHOTO + PhotoBlocks.CONTEXTS;

    private static final int ALL_UNCHANGED = 15;

    private final BitModel model;
    private final BitCoder coder;
    private final boolean writing;
    private final ChangeMap map;
    private final MotionCandidates candidates = new MotionCandidates();
    private final Quantiser quantiser = new Quantiser();
    private final ColourCandidates colours;
    private final Literals literals;
    private final PhotoBlocks photoBlocks;
    private final Planes planes;
    /** Those of {@link #planes} while a frame is coded. */
    private Plane current;

    private Plane previous;
    /** From a pixel's index in the current plane to that of the same pixel in the previous one. */
    private int rowOffset;
    /** What keyframes start from; null for nothing. */
    private Primer primer;

    private boolean intra;

    /** Of this picture and of the one before, unless that was given other pixels since. */
    private ChangedColumns changed;

    private ChangedColumns changedBefore;

    // Of a row of blocks: the stretches of graphic blocks with one vector, in pixels from the left, and where it leads
    private int graphicCount;
    private final int[] graphicStart;
    private final int[] graphicEnd;
    private final int[] graphicOffset;

    /**
     * Syntax for pictures of one size, or for one slice of them.
     *
     * @param model the probabilities that {@code coder} uses, of {@link #CONTEXTS} contexts
     * @param writing whether {@code coder} writes
     */
    public FrameSyntax(BitModel model, BitCoder coder, boolean writing, Planes planes) {
        this.model = model;
        this.coder = coder;
        this.writing = writing;
        this.planes = planes;
        int width = planes.current().width();
        int height = planes.current().height();
        map = new ChangeMap(
                width, height, planes.previous().firstRow(), planes.previous().height());
        changed = new ChangedColumns(map);
        changedBefore = new ChangedColumns(map);
        colours = new ColourCandidates(coder, writing, COLOURS, quantiser, width, height);
        graphicStart = new int[map.columns()];
        graphicEnd = new int[map.columns()];
        graphicOffset = new int[map.columns()];
        literals = new Literals(coder, writing, LITERALS, quantiser, width);
        photoBlocks = planes.components() == null ? null : new PhotoBlocks(model, coder, PHOTO, map);
    }

    /** Makes an encoder decide how photographic blocks are coded. */
    public void setPhotoChooser(PhotoChooser chooser) {
        photoBlocks.setChooser(chooser);
    }

    /** Makes an encoder begin another picture; without this, the last one is coded again. */
    public void advance() {
        if (photoBlocks != null) {
            photoBlocks.advance();
        }
    }

    /** Makes keyframes start from a primer. */
    public void setPrimer(Primer primer) {
        this.primer = primer;
    }

    /** What was learnt up to here, as a primer; this syntax must not be used any more. */
    public Primer toPrimer(List<StoredPicture> pictures) {
        return new Primer(model, colours, literals, pictures);
    }

    /** Somewhere to {@link #keep} what was learnt. */
    public Primer memory() {
        int width = planes.current().width();
        return new Primer(
                new BitModel(CONTEXTS),
                new ColourCandidates(
                        coder,
                        writing,
                        COLOURS,
                        quantiser,
                        width,
                        planes.current().height()),
                new Literals(coder, writing, LITERALS, quantiser, width),
                List.of());
    }

    /** Keeps what was learnt up to here, for {@link #recall}. */
    public void keep(Primer memory) {
        memory.model.copyFrom(model);
        memory.colours.copyFrom(colours);
        memory.literals.copyFrom(literals);
    }

    /** Makes what was learnt what it was. */
    public void recall(Primer memory) {
        model.copyFrom(memory.model);
        colours.copyFrom(memory.colours);
        literals.copyFrom(memory.literals);
    }

    /** What {@link #delta} is to code; the encoder fills it. */
    public ChangeMap map() {
        return map;
    }

    /** The vectors that the map refers to; the encoder fills it. */
    public MotionCandidates candidates() {
        return candidates;
    }

    /** Where the picture last decoded differs from the one decoded before. */
    public ChangedColumns changed() {
        return changed;
    }

    /** Whether the next frames code candidates and literals with mixed contexts, smaller and slower. */
    public void setMixed(boolean mixed) {
        colours.setMixed(mixed);
        literals.setMixed(mixed);
    }

    /** Makes ready for a keyframe: forgets all but the primer. */
    public void restart() {
        if (photoBlocks != null) {
            photoBlocks.restart();
        }
        if (primer == null) {
            model.reset();
            colours.reset();
            literals.reset();
        } else {
            recall(primer);
        }
    }

    /**
     * Codes a picture without reference to the previous one.
     *
     * @param source what to code, which may be the current plane itself when lossless; when reading, ignored
     */
    public void intra(Plane source, FrameHeader header) {
        candidates.clear();
        if (!header.hasPhoto()) {
            map.setAll(true);
        } else if (writing) {
            map.setAllCoded();
            map.codePhoto(coder, MAP);
        } else {
            map.setAll(true);
            map.codePhoto(coder, MAP);
        }
        intra = true;
        start();
        changed.setAll();
        colours.startIntra();
        blocks(source, header);
    }

    /**
     * Codes a picture with reference to the previous one, with the map and candidates set; see {@link #intra} for
     * {@code source}.
     *
     * @throws CodecException if a vector that was read points outside the picture
     */
    public void delta(Plane source, FrameHeader header) throws CodecException {
        candidates.code(coder, MOTION);
        map.code(coder, MAP, candidates.size(), header.hasPhoto());
        if (!map.isInside(candidates)) {
            throw new CodecException("coded frame is malformed: a motion vector points outside the picture");
        }
        intra = false;
        start();
        colours.startDelta(candidates, previous, rowOffset);
        if (header.type() == FrameHeader.PRIMED) {
            changedBefore.setAll();
            changed.setAll();
        } else {
            changed.find(map, candidates);
        }
        copyBlocks();
        blocks(source, header);
    }

    private void blocks(Plane source, FrameHeader header) {
        if (photoBlocks == null) {
            pixels(source, header.tolerance());
            return;
        }
        convertCopied();
        if (header.hasPhoto()) {
            photoBlocks.code(planes.components(), planes.previousComponents(), candidates, intra, header);
            colourPhotos();
        }
        pixels(source, header.tolerance());
        convertGraphic();
    }

    private void convertCopied() {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (!map.isCoded(column, row)) {
                    int candidate = map.motion(column, row);
                    if ((candidates.dx(candidate) | candidates.dy(candidate)) == 0) {
                        planes.components().copyBlock(planes.previousComponents(), column, row);
                    } else {
                        planes.components().convert(current, column, column + 1, row);
                    }
                }
            }
        }
    }

    private void colourPhotos() {
        for (int row = 0; row < map.rows(); row++) {
            int column = 0;
            while (column < map.columns()) {
                int end = stretchEnd(column, row);
                if (map.isPhoto(column, row)) {
                    planes.components().toColours(current, column, end, row);
                }
                column = end;
            }
        }
    }

    private void convertGraphic() {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.isGraphic(column, row)) {
                    planes.components().convert(current, column, column + 1, row);
                }
            }
        }
    }

    private void start() {
        ChangedColumns other = changedBefore;
        changedBefore = changed;
        changed = other;
        current = planes.current();
        previous = planes.previous();
        rowOffset = previous.index(0, 0) - current.index(0, 0);
    }

    private void copyBlocks() {
        for (int row = 0; row < map.rows(); row++) {
            int column = 0;
            while (column < map.columns()) {
                int end = stretchEnd(column, row);
                if (!map.isCoded(column, row)) {
                    copy(column, end, row, offset(column, row));
                }
                column = end;
            }
        }
    }

    private void copy(int from, int to, int row, int offset) {
        int column = from;
        int end = to;
        // The plane still has the picture before the previous one; an encoder may have tried something since.
        if (offset == rowOffset && !writing) {
            column = Math.max(column, changedBefore.start(row));
            end = Math.min(end, changedBefore.end(row));
            if (column >= end) {
                return;
            }
        }
        int at = current.index(column * ChangeMap.BLOCK, row * ChangeMap.BLOCK);
        int width = (end - 1 - column) * ChangeMap.BLOCK + map.blockWidth(end - 1);
        for (int y = 0; y < map.blockHeight(row); y++) {
            System.arraycopy(previous.pixels(), at + offset, current.pixels(), at, width);
            at += current.stride();
        }
    }

    /** First column after a stretch of blocks that are all copied or all coded, with the same motion. */
    private int stretchEnd(int column, int row) {
        int end = column + 1;
        while (end < map.columns()
                && map.isCoded(end, row) == map.isCoded(column, row)
                && map.isPhoto(end, row) == map.isPhoto(column, row)
                && map.motion(end, row) == map.motion(column, row)) {
            end++;
        }
        return end;
    }

    /** From a pixel's index to that of its motion compensated pixel in the previous plane. */
    private int offset(int column, int row) {
        int candidate = map.motion(column, row);
        return rowOffset + candidates.dy(candidate) * current.stride() + candidates.dx(candidate);
    }

    private void pixels(Plane source, int tolerance) {
        quantiser.setTolerance(tolerance);
        boolean rowAboveCoded = false;
        for (int row = 0; row < map.rows(); row++) {
            findGraphic(row);
            int top = row * ChangeMap.BLOCK;
            for (int y = top; y < top + map.blockHeight(row); y++) {
                if (graphicCount > 0) {
                    row(source.pixels(), y, rowAboveCoded);
                }
                rowAboveCoded = graphicCount > 0;
            }
        }
    }

    /** Finds the stretches of graphic blocks in a row of blocks. */
    private void findGraphic(int row) {
        graphicCount = 0;
        int column = 0;
        while (column < map.columns()) {
            int end = stretchEnd(column, row);
            if (map.isGraphic(column, row)) {
                graphicStart[graphicCount] = column * ChangeMap.BLOCK;
                graphicEnd[graphicCount] = (end - 1) * ChangeMap.BLOCK + map.blockWidth(end - 1);
                graphicOffset[graphicCount] = offset(column, row);
                graphicCount++;
            }
            column = end;
        }
    }

    /** Codes the pixels of one row. */
    private void row(int[] source, int y, boolean rowAboveCoded) {
        literals.startRow(rowAboveCoded);
        colours.startRow(y, rowAboveCoded);
        int rowStart = current.index(0, y);
        for (int k = 0; k < graphicCount; k++) {
            stretch(source, rowStart + graphicStart[k], rowStart + graphicEnd[k], y, graphicOffset[k]);
        }
    }

    /**
     * Codes the pixels from {@code start} to before {@code end}, all of one row and one motion vector: runs where the
     * neighbours allow one, single pixels elsewhere.
     */
    private void stretch(int[] source, int start, int end, int y, int offset) {
        final int[] pixels = current.pixels();
        final int[] before = previous.pixels();
        final int stride = current.stride();
        final int rowStart = current.index(0, y);
        // Up to where the row above was found alike: looked for once, however many runs end before it.
        int temporalEnd = start;
        int spatialEnd = start;
        int i = start;
        while (i < end) {
            int w = pixels[i - 1];
            int n = pixels[i - stride];
            int nw = pixels[i - stride - 1];
            int ne = pixels[i - stride + 1];
            int unchanged = intra ? 0 : unchanged(before, i + offset, stride, w, n, nw, ne);
            int excluded = ColourCandidates.NO_COLOUR;
            int ending = 0;
            if (unchanged == ALL_UNCHANGED) {
                if (temporalEnd <= i) {
                    temporalEnd = i + Runs.temporalLimit(pixels, before, i, offset, stride, end - i);
                }
                int limit = temporalEnd - i;
                int length = temporalRun(source, pixels, before, i, offset, limit);
                i += length;
                if (length == limit) {
                    continue;
                }
                excluded = before[i + offset];
                ending = 1;
            } else if (w == n && w == nw && w == ne && w == pixels[i - 2]) {
                if (spatialEnd <= i) {
                    spatialEnd = i + Runs.spatialLimit(pixels, i, stride, end - i);
                }
                int limit = spatialEnd - i;
                int length = spatialRun(source, pixels, i, w, limit);
                i += length;
                if (length == limit) {
                    continue;
                }
                excluded = w;
                ending = 2;
            }
            int p = intra ? -1 : i + offset;
            int x = i - rowStart;
            int colour = colours.code(pixels, i, stride, x, before, p, source[i], unchanged, excluded, ending);
            if (colour == ColourCandidates.NONE) {
                colour = literals.code(pixels, i, before, p, stride, x, y & 1, source[i]);
            }
            colours.learn(colour);
            pixels[i] = colour;
            i++;
        }
    }

    /** Which of W, N, NW, NE (bits 0 to 3) equal their motion compensated pixel of the previous picture. */
    private static int unchanged(int[] before, int p, int stride, int w, int n, int nw, int ne) {
        return (w == before[p - 1] ? 1 : 0)
                | (n == before[p - stride] ? 2 : 0)
                | (nw == before[p - stride - 1] ? 4 : 0)
                | (ne == before[p - stride + 1] ? 8 : 0);
    }

    private int temporalRun(int[] source, int[] pixels, int[] before, int i, int offset, int limit) {
        int wanted = 0;
        if (writing) {
            while (wanted < limit && quantiser.near(source[i + wanted], before[i + wanted + offset]) != 0) {
                wanted++;
            }
        }
        int length = Runs.code(coder, RUNS, Runs.TEMPORAL, limit, wanted);
        for (int k = i; k < i + length; k++) {
            pixels[k] = before[k + offset];
        }
        return length;
    }

    private int spatialRun(int[] source, int[] pixels, int i, int colour, int limit) {
        int wanted = 0;
        if (writing) {
            while (wanted < limit && quantiser.near(source[i + wanted], colour) != 0) {
                wanted++;
            }
        }
        int length = Runs.code(coder, RUNS, Runs.SPATIAL, limit, wanted);
        for (int k = i; k < i + length; k++) {
            pixels[k] = colour;
        }
        return length;
    }
}
