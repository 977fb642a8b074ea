package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rundelta.codec.Picture;

class OtherVectorsTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 20;
    private static final int DX = -3;
    private static final int DY = 2;

    private final Plane previous = new Plane(WIDTH, HEIGHT);
    /** The previous picture moved by the vector; what comes in from outside is white. */
    private final Plane current = new Plane(WIDTH, HEIGHT);

    private final OtherVectors vectors = new OtherVectors(WIDTH);

    @BeforeEach
    void move() {
        SplittableRandom random = new SplittableRandom(5);
        Picture before = new Picture(WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            before.pixels()[i] = random.nextInt(1, 0xFFFFFF);
        }
        previous.load(before, 0);
        Picture now = new Picture(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean isInside = x + DX >= 0 && y + DY < HEIGHT;
                now.pixels()[y * WIDTH + x] = isInside ? before.pixels()[(y + DY) * WIDTH + x + DX] : 0xFFFFFF;
            }
        }
        current.load(now, 0);
    }

    @Test
    void followsWhatTheNeighboursDid() {
        start(DX, DY);
        assertThat(find(10, 10, 0, 0)).isEqualTo(current.pixels()[current.index(10, 10)]);
        assertThat(vectors.level()).isEqualTo(3);
    }

    @Test
    void doesNotRepeatTheBlocksOwnVector() {
        start(DX, DY);
        assertThat(find(10, 10, DX, DY)).isEqualTo(ColourCandidates.NO_COLOUR);
        assertThat(vectors.level()).isZero();
    }

    @Test
    void trustsFewerNeighboursLess() {
        start(DX, DY);
        int[] pixels = current.pixels();
        int at = current.index(10, 10);
        int stride = current.stride();
        int[] five = {at - stride - 1, at - stride + 1, at - 2, at - 2 * stride, at - stride + 2};
        int[] levels = {3, 2, 2, 1, 0};
        for (int k = 0; k < five.length; k++) {
            pixels[five[k]] ^= 1;
            find(10, 10, 0, 0);
            assertThat(vectors.level()).as("%d differ", k + 1).isEqualTo(levels[k]);
        }
    }

    @Test
    void needsBothTheLeftAndTheUpperNeighbour() {
        start(DX, DY);
        for (int neighbour : new int[] {current.index(9, 10), current.index(10, 9)}) {
            current.pixels()[neighbour] ^= 1;
            assertThat(find(10, 10, 0, 0)).isEqualTo(ColourCandidates.NO_COLOUR);
            current.pixels()[neighbour] ^= 1;
        }
    }

    @Test
    void staysInsideThePreviousPicture() {
        int[] far = {-(1 << 28), -WIDTH, WIDTH - 1, WIDTH, 1 << 28};
        for (int dx : far) {
            for (int dy : far) {
                start(dx, dy);
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        assertThat(find(x, y, 0, 0)).isEqualTo(ColourCandidates.NO_COLOUR);
                    }
                }
            }
        }
    }

    @Test
    void nothingMovedInAPictureOfItsOwn() {
        start(DX, DY);
        vectors.startIntra();
        vectors.startRow(10);
        assertThat(vectors.find(current.pixels(), current.index(10, 10), current.stride(), 10, previous.pixels(), -1))
                .isEqualTo(ColourCandidates.NO_COLOUR);
    }

    private void start(int dx, int dy) {
        MotionCandidates candidates = new MotionCandidates();
        candidates.clear();
        candidates.add(dx, dy);
        vectors.startDelta(candidates, previous, 0);
    }

    /** The colour for a pixel whose block has the given vector. */
    private int find(int x, int y, int ownDx, int ownDy) {
        vectors.startRow(y);
        int i = current.index(x, y);
        int own = previous.index(x + ownDx, y + ownDy);
        return vectors.find(current.pixels(), i, current.stride(), x, previous.pixels(), own);
    }
}
