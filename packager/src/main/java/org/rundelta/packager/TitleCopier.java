package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.mp4.VideoSampleEntry;

/** Makes segment files of coded video as it is, an input for each quality; the audio is that of the first. */
final class TitleCopier {
    private final List<MediaInput> inputs;
    private final Duration segment;
    private final AudioOptions audio;
    private final boolean trickPlay;

    /**
     * @param inputs at least one
     * @param trickPlay whether the keyframes of the first input of each codec are there once more, alone
     */
    TitleCopier(List<MediaInput> inputs, Duration segment, AudioOptions audio, boolean trickPlay) {
        this.trickPlay = trickPlay;
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
            copies.add(new VideoCopy(inputs.get(i), segment, own, false));
        }
        try (AudioLanes lanes = new AudioLanes(inputs.get(0), audio, segment, ids, folder, null)) {
            run(copies, lanes.all(), new TaskRunner(threads), listener);
            List<Rendition> video = new ArrayList<>();
            for (VideoCopy copy : copies) {
                copies.get(0).requireAligned(copy);
                video.add(copy.rendition(ids.unique(height(copy) + "p")));
            }
            List<Rendition> keyframes =
                    trickPlay ? keyframes(copies, folder, ids, new TaskRunner(threads), listener) : List.of();
            return new EncodedTitle(video, keyframes, 0, lanes.renditions(), List.of(), CodecTime.NONE);
        } finally {
            copies.forEach(VideoCopy::close);
        }
    }

    private List<Rendition> keyframes(
            List<VideoCopy> copies, Path folder, RenditionIds ids, TaskRunner runner, PackageListener listener)
            throws IOException, InterruptedException {
        Map<String, VideoCopy> byCodec = new LinkedHashMap<>();
        for (VideoCopy copy : copies) {
            String codec = copy.rendition("").track().entry().type();
            if (!byCodec.containsKey(codec)) {
                Path own = Files.createDirectory(folder.resolve(".trick" + byCodec.size()));
                byCodec.put(codec, new VideoCopy(copy.input(), segment, own, true));
            }
        }
        try {
            run(byCodec.values(), List.of(), runner, listener);
            List<Rendition> keyframes = new ArrayList<>();
            for (VideoCopy copy : byCodec.values()) {
                keyframes.add(copy.rendition(ids.unique("trick")));
            }
            return keyframes;
        } finally {
            byCodec.values().forEach(VideoCopy::close);
        }
    }

    private static int height(VideoCopy copy) throws IOException {
        return ((VideoSampleEntry) copy.rendition("").track().entry()).height();
    }

    private static void run(
            Collection<VideoCopy> copies, List<AudioLane> lanes, TaskRunner runner, PackageListener listener)
            throws IOException, InterruptedException {
        List<TaskRunner.Task<Void>> tasks = new ArrayList<>();
        for (AudioLane lane : lanes) {
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
