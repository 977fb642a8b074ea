package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.mp4.VideoSampleEntry;

/** Makes segment files of coded video as it is, an input for each quality; the audio is that of the first. */
final class TitleCopier {
    private final List<MediaInput> inputs;
    private final Duration segment;
    private final AudioOptions audio;

    /** @param inputs at least one */
    TitleCopier(List<MediaInput> inputs, Duration segment, AudioOptions audio) {
        this.inputs = inputs;
        this.segment = segment;
        this.audio = audio;
    }

    /**
     * Copies everything.
     *
     * @param folder exists; each rendition gets a folder in it, named by its id
     * @param threads at most
     * @throws IOException if an input cannot be read or cut, the keyframes of one are not where the others' are, or the
     *     output cannot be written
     */
    EncodedTitle copy(Path folder, int threads, PackageListener listener) throws IOException, InterruptedException {
        RenditionIds ids = new RenditionIds(List.of());
        List<VideoCopy> copies = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Path own = Files.createDirectory(folder.resolve(".video" + i));
            copies.add(new VideoCopy(inputs.get(i), segment, own));
        }
        try (AudioLanes lanes = new AudioLanes(inputs.get(0), audio, segment, ids, folder)) {
            run(copies, lanes, new TaskRunner(threads), listener);
            List<Rendition> video = new ArrayList<>();
            for (VideoCopy copy : copies) {
                copies.get(0).requireAligned(copy);
                video.add(copy.rendition(ids.unique(height(copy) + "p")));
            }
            return new EncodedTitle(video, 0, lanes.renditions(), List.of(), CodecTime.NONE);
        } finally {
            copies.forEach(VideoCopy::close);
        }
    }

    private static int height(VideoCopy copy) throws IOException {
        return ((VideoSampleEntry) copy.rendition("").track().entry()).height();
    }

    private static void run(List<VideoCopy> copies, AudioLanes lanes, TaskRunner runner, PackageListener listener)
            throws IOException, InterruptedException {
        List<TaskRunner.Task<Void>> tasks = new ArrayList<>();
        for (AudioLane lane : lanes.all()) {
            tasks.add(() -> {
                lane.encode(Duration.ZERO, runner::isWanted);
                return null;
            });
        }
        for (VideoCopy copy : copies) {
            tasks.add(() -> {
                copy.run(runner::isWanted);
                listener.segmentDone();
                return null;
            });
        }
        listener.started(copies.size());
        runner.run(tasks);
    }
}
