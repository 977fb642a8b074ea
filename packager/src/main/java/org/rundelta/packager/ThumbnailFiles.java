package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rundelta.dash.Bandwidth;
import org.rundelta.dash.Representation;
import org.rundelta.dash.SegmentTemplate;

/**
 * Tiles of thumbnails, in files named by their number from 1.
 *
 * @param id of their representation
 * @param folder named after their content, relative to the title's
 * @param tiles in order of time, where they were made
 * @param sizes of the tiles in bytes
 */
record ThumbnailFiles(String id, ThumbnailPlan plan, String folder, List<Path> tiles, List<Long> sizes)
        implements TitleFiles {
    private static final String ENDING = ".jpg";

    /**
     * Takes tiles that were made, and reads them to name their folder.
     *
     * @param tiles with names as {@link #name} has them
     */
    static ThumbnailFiles of(String id, ThumbnailPlan plan, List<Path> tiles) throws IOException {
        ContentVersion version = new ContentVersion();
        List<Long> sizes = new ArrayList<>();
        for (Path tile : tiles) {
            version.add(tile);
            sizes.add(Files.size(tile));
        }
        return new ThumbnailFiles(id, plan, id + "/" + version, tiles, sizes);
    }

    /** What the file of a tile is called, which is counted from 0. */
    static String name(int tile) {
        return tile + 1 + ENDING;
    }

    /** How a manifest describes them. */
    Representation representation() {
        long bandwidth = Bandwidth.ofTiles(
                sizes.stream().mapToLong(Long::longValue).max().orElseThrow(),
                plan.tileDuration(),
                ThumbnailPlan.TIMESCALE);
        return Representation.thumbnails(id, bandwidth, plan.tileWidth(), plan.tileHeight(), plan.grid())
                .in(new SegmentTemplate(
                        ThumbnailPlan.TIMESCALE,
                        null,
                        plan.tileDuration(),
                        1L,
                        null,
                        folder + "/$Number$" + ENDING,
                        null));
    }

    @Override
    public int count() {
        return tiles.size();
    }

    @Override
    public long bytes() {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void moveTo(Path title) throws IOException {
        Path target = Files.createDirectories(title.resolve(folder));
        for (Path tile : tiles) {
            RenditionFiles.move(tile, target.resolve(tile.getFileName()));
        }
    }

    @Override
    public Set<String> present(Path title) throws IOException {
        return RenditionFiles.present(title, id);
    }
}
