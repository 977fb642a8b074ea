package org.rundelta.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.rundelta.codec.Picture;
import org.rundelta.packager.FrameSink;
import org.rundelta.packager.VideoInfo;

/** Frames into a new folder, as {@code frame-000001.png} and so on; their times are not kept. */
final class PngFolderSink implements FrameSink {
    private final Path folder;
    private final Path unfinished;
    private final PictureEncoder encoder;
    private int count;

    PngFolderSink(Path folder, VideoInfo video) throws IOException {
        this.folder = folder;
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw new IOException("exists and is not an empty folder; name another or empty it");
        }
        unfinished = folder.resolveSibling(folder.getFileName() + ".part");
        deleteUnfinished();
        encoder = new PictureEncoder(OutputFormat.PNG, video, 1, 1);
        try {
            Files.createDirectory(unfinished);
        } catch (IOException e) {
            encoder.close();
            throw new IOException("the folder cannot be created (" + e + "); check its parent and permissions", e);
        }
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findFirst().isEmpty();
        }
    }

    @Override
    public void write(Picture picture, long time, long duration) throws IOException {
        try {
            encoder.encode(picture, count, 1, this::writeFile);
        } catch (IOException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    private void writeFile(AVPacket packet) throws IOException {
        byte[] png = new byte[packet.size()];
        packet.data().get(png);
        count++;
        try {
            Files.write(unfinished.resolve(String.format(Locale.ROOT, "frame-%06d.png", count)), png);
        } catch (IOException e) {
            throw new IOException("writing failed (" + e.getMessage() + "); check its permissions and free space", e);
        }
    }

    @Override
    public void finish() throws IOException {
        try {
            encoder.flush(this::writeFile);
            Files.deleteIfExists(folder);
            Files.move(unfinished, folder);
        } catch (IOException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        encoder.close();
        deleteUnfinished();
    }

    private void deleteUnfinished() throws IOException {
        if (!Files.exists(unfinished)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(unfinished)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(unfinished);
    }
}
