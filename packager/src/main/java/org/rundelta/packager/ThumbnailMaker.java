package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.OutputSize.PictureSize;

/** Makes the tiles of thumbnails of an input, each on one thread; their bytes do not depend on how many there are. */
final class ThumbnailMaker {
    private final MediaInput input;
    private final SourceIndex index;
    private final ThumbnailPlan plan;
    private final Path folder;

    private ThumbnailMaker(MediaInput input, SourceIndex index, ThumbnailPlan plan, Path folder) {
        this.input = input;
        this.index = index;
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * Makes the thumbnails of a title that was encoded of an input.
     *
     * @param staging for their tiles; those that are there already, of a run that was interrupted, are kept
     */
    static ThumbnailFiles make(
            String id,
            MediaInput input,
            EncodedTitle title,
            PackageOptions options,
            Path staging,
            PackageListener listener)
            throws IOException, InterruptedException {
        PictureSize source;
        try (FrameSource video = input.openVideo(Optional.empty())) {
            source = new PictureSize(video.video().width(), video.video().height());
        }
        VideoSampleEntry entry = (VideoSampleEntry) title.video().get(0).track().entry();
        ThumbnailPlan plan =
                ThumbnailPlan.of(options.thumbnails().interval(), title.durationMs(), source, entry.pixelAspect());
        Path folder = staging.resolve(".thumbnails-" + plan.interval() + "-" + plan.count());
        ThumbnailMaker maker = new ThumbnailMaker(input, input.index(), plan, folder);
        return ThumbnailFiles.of(id, plan, maker.make(new TaskRunner(options.threads()), listener));
    }

    /**
     * Makes what is not there yet.
     *
     * @return the tiles in order of time
     * @throws IOException if the input cannot be read or the output not written
     */
    private List<Path> make(TaskRunner runner, PackageListener listener) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Queue<Integer> missing = new ConcurrentLinkedQueue<>();
        List<Path> tiles = new ArrayList<>();
        for (int tile = 0; tile < plan.tiles(); tile++) {
            tiles.add(file(tile));
            if (!Files.exists(file(tile))) {
                missing.add(tile);
            }
        }
        listener.started(missing.size());
        int threads = Math.min(runner.threads(), missing.size());
        runner.run(Collections.nCopies(threads, () -> make(missing, runner, listener)));
        return tiles;
    }

    private Path file(int tile) {
        return folder.resolve(ThumbnailFiles.name(tile));
    }

    private Void make(Queue<Integer> missing, TaskRunner runner, PackageListener listener) throws IOException {
        try (ThumbnailSource source = new ThumbnailSource(input, index, plan.size())) {
            for (Integer tile = missing.poll(); tile != null && runner.isWanted(); tile = missing.poll()) {
                byte[] jpeg = JpegWriter.write(tile(source, tile));
                RenditionFiles.move(
                        Files.write(folder.resolve(tile + ".partial"), jpeg), file(tile)); // whole or not at all
                listener.segmentDone();
            }
            return null;
        }
    }

    private Picture tile(ThumbnailSource source, int tile) throws IOException {
        Picture picture = new Picture(plan.tileWidth(), plan.tileHeight());
        int first = tile * plan.tileSize();
        int end = Math.min(plan.count(), first + plan.tileSize());
        long ticks = plan.interval() * source.timescale();
        for (int i = first; i < end; i++) {
            Picture thumbnail = source.find(i * ticks, (i + 1) * ticks);
            place(thumbnail, picture, i - first);
        }
        return picture;
    }

    private void place(Picture thumbnail, Picture tile, int place) {
        PictureSize size = plan.size();
        int x = place % plan.grid().columns() * size.width();
        int y = place / plan.grid().columns() * size.height();
        for (int row = 0; row < size.height(); row++) {
            System.arraycopy(
                    thumbnail.pixels(),
                    row * thumbnail.stride(),
                    tile.pixels(),
                    (y + row) * tile.stride() + x,
                    size.width());
        }
    }
}
