package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.mp4.PixelAspect;
import org.rundelta.mp4.VideoSampleEntry;

/** Where coded video is cut: frames of 100 ms, segments of a second. */
class VideoCopyTest {
    private static final long FRAME = 100;

    @TempDir
    private Path folder;

    @Test
    void segmentsBeginAtTheFirstKeyframeOfAnotherSecond() throws Exception {
        assertThat(starts(26, 0, 4, 8, 12, 16, 20)).containsExactly(0L, 1200L, 2000L);
    }

    @Test
    void whatIsShorterThanHalfASegmentBelongsToTheOneBefore() throws Exception {
        assertThat(starts(24, 0, 10, 20)).containsExactly(0L, 1000L);
        assertThat(starts(25, 0, 10, 20)).containsExactly(0L, 1000L, 2000L);
        assertThat(starts(4, 0)).containsExactly(0L);
    }

    @Test
    void openGopsAreRefused() {
        Deque<CodedSample> frames = new ArrayDeque<>(
                List.of(frame(0, true), frame(300, false), frame(100, false), frame(600, true), frame(500, false)));
        assertThatThrownBy(() -> copy(frames))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a.mp4: frames shown before the keyframe at 0.600 s come after it");
    }

    @Test
    void filesOfDifferentLengthsAreRefused() throws Exception {
        try (VideoCopy shorter = open("a.mp4", frames(20, 0, 10));
                VideoCopy longer = open("b.mp4", frames(30, 0, 10, 20))) {
            shorter.run(() -> true);
            longer.run(() -> true);
            assertThatThrownBy(() -> longer.requireAligned(shorter))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a.mp4: ends at 2.000 s, and b.mp4 goes on; give files that are equally long");
        }
    }

    private List<Long> starts(int count, Integer... keyframes) throws IOException {
        List<Long> starts = new ArrayList<>();
        copy(frames(count, keyframes)).segments().forEach(segment -> starts.add(segment.time()));
        return starts;
    }

    private static Deque<CodedSample> frames(int count, Integer... keyframes) {
        List<Integer> keys = List.of(keyframes);
        Deque<CodedSample> frames = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            frames.add(frame(i * FRAME, keys.contains(i)));
        }
        return frames;
    }

    private static CodedSample frame(long time, boolean keyframe) {
        return new CodedSample(new byte[] {1}, time, FRAME, keyframe);
    }

    private Rendition copy(Deque<CodedSample> frames) throws IOException {
        try (VideoCopy copy = open("a.mp4", frames)) {
            return copy.run(() -> true).rendition("a");
        }
    }

    private VideoCopy open(String name, Deque<CodedSample> frames) throws IOException {
        CodedSource source = new CodedSource() {
            @Override
            public VideoSampleEntry entry() {
                return new VideoSampleEntry("avc1", 2, 2, "avcC", new byte[7], null, PixelAspect.SQUARE);
            }

            @Override
            public long timescale() {
                return 1000;
            }

            @Override
            public FrameRate frameRate() {
                return null;
            }

            @Override
            public CodedSample next() {
                return frames.poll();
            }

            @Override
            public void close() {}
        };
        MediaInput input = (MediaInput) Proxy.newProxyInstance(
                MediaInput.class.getClassLoader(),
                new Class<?>[] {MediaInput.class},
                (proxy, method, arguments) -> method.getName().equals("name") ? name : source);
        return new VideoCopy(input, Duration.ofSeconds(1), Files.createDirectories(folder.resolve(name)), false);
    }
}
