package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.Picture;
import org.rundelta.packager.OutputSize.PictureSize;

/** Which frames become thumbnails, of inputs with frames at any times, beside a search through all of them. */
class ThumbnailSourceTest {
    private static final PictureSize SIZE = new PictureSize(40, 24);
    private static final int INPUTS = 200;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsWhatIsShown(boolean seekable) throws Exception {
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            SyntheticInput input = input(random, seekable);
            long interval = 1L + random.nextInt(300);
            long[] keyframes = input.index().seekPoints();
            try (ThumbnailSource source = new ThumbnailSource(input, input.index(), SIZE)) {
                // up to behind the end, as where audio is longer
                for (long start = 0; start < input.end() + 2 * interval; start += interval * (1 + random.nextInt(3))) {
                    Picture found = source.find(start, start + interval);
                    int expected = expected(input.times(), keyframes, start, start + interval);
                    assertThat(found.pixels())
                            .as("seed %d, from %d to %d", seed, start, start + interval)
                            .isEqualTo(input.picture(expected).pixels());
                }
            }
        }
    }

    private static SyntheticInput input(Random random, boolean seekable) {
        long[] times = new long[1 + random.nextInt(40)];
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + 1 + random.nextInt(random.nextInt(4) == 0 ? 900 : 60);
        }
        long end = times[times.length - 1] + 1 + random.nextInt(500);
        SyntheticInput input = SyntheticInput.at(1000, end, times);
        return seekable ? input : input.notSeekable();
    }

    /** The frame shown all the time comes before keyframes: it has none in there. */
    private static int expected(long[] times, long[] keyframes, long start, long end) {
        for (long keyframe : keyframes) {
            if (keyframe >= start && keyframe < end) {
                return Arrays.binarySearch(times, keyframe);
            }
        }
        for (int i = 0; i < times.length; i++) {
            if (times[i] >= start && times[i] < end) {
                return i;
            }
        }
        int shown = Arrays.binarySearch(times, start);
        return shown >= 0 ? shown : -shown - 2;
    }
}
