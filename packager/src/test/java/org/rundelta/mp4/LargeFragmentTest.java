package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fragments beyond 32 bits, with one array standing for every sample, and a stream that keeps the start only. */
class LargeFragmentTest {
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    @Test
    void moreThanFourGibibytesTakeALargeSize() throws IOException {
        Head head = new Head();
        List<Sample> samples = Collections.nCopies(4096, new Sample(MEBIBYTE, 0, 0, true));
        long written = new FragmentWriter(head).write(1, samples);

        assertThat(written).isEqualTo(head.count).isGreaterThan(1L << 32);
        int mdat = InitSegmentTest.indexOf(head.start.toByteArray(), "mdat");
        byte[] sizes = Arrays.copyOfRange(head.start.toByteArray(), mdat - 4, mdat + 12);
        assertThat(sizes).isEqualTo(new byte[] {0, 0, 0, 1, 'm', 'd', 'a', 't', 0, 0, 0, 1, 0, 0, 0, 16});
    }

    @Test
    void oneTrackMayReachAsFarAsItLikesButASecondMustBeginWithin31Bits() {
        List<Sample> large = Collections.nCopies(2048, new Sample(MEBIBYTE, 0, 0, true));
        List<Sample> small = List.of(new Sample(new byte[1], 0, 1, true));
        FragmentWriter writer = new FragmentWriter(new Head());
        assertThatThrownBy(() -> writer.write(List.of(new TrackSamples(1, large), new TrackSamples(2, small))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 GiB");
    }

    private static final class Head extends OutputStream {
        private final ByteArrayOutputStream start = new ByteArrayOutputStream();
        private long count;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
            if (start.size() < 4096) {
                start.write(bytes, offset, length);
            }
        }
    }
}
