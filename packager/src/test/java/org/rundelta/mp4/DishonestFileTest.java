package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that claim what is not there: each lie is found, and named. */
class DishonestFileTest {
    /** Samples of 6, 6 and 9 bytes: {@code trun} has a table of sizes. */
    private static final List<Sample> SAMPLES = List.of(
            new Sample(new byte[6], 100, 10, true),
            new Sample(new byte[6], 110, 10, false),
            new Sample(new byte[9], 120, 10, false));

    private final byte[] init = new InitSegment(List.of(Samples.VIDEO_TRACK)).toBytes();
    private byte[] fragment;

    @BeforeEach
    void makeFragment() throws Exception {
        fragment = Samples.fragment(1, new TrackSamples(Samples.VIDEO, SAMPLES));
        assertThat(readAll()).hasSize(3);
    }

    @Test
    void cutAnywhere() throws Exception {
        byte[] whole = Samples.join(init, fragment);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length != init.length) {
                assertThatThrownBy(() -> Samples.readAll(FragmentReader.of(cut), Samples.VIDEO))
                        .as("cut to %s bytes", length)
                        .isInstanceOf(Mp4Exception.class)
                        .hasMessageStartingWith("malformed");
            }
        }
    }

    @Test
    void moreSamplesThanTheBoxHasRoomFor() {
        putInt("trun", 8, Integer.MAX_VALUE);
        assertRefused("malformed")
                .hasMessageContaining("sample_count is 2147483647")
                .hasMessageContaining("moof/traf/trun");
        putInt("trun", 8, -1);
        assertRefused("malformed").hasMessageContaining("sample_count is 4294967295");
    }

    @Test
    void samplesWithoutTableAndWithoutSize() {
        putInt("trun", 4, 0x000001);
        putInt("trun", 8, Integer.MAX_VALUE);
        assertRefused("malformed").hasMessageContaining("2147483647 samples without a size");
    }

    @Test
    void samplesLargerThanTheirMdat() {
        putInt("trun", 20, -1);
        assertRefused("malformed").hasMessageContaining("outside the mdat");
    }

    @Test
    void samplesBeforeTheirMdat() {
        putInt("trun", 12, 0);
        assertRefused("malformed").hasMessageContaining("outside the mdat");
        putInt("trun", 12, Integer.MIN_VALUE);
        assertRefused("malformed").hasMessageContaining("outside the mdat");
    }

    @Test
    void runsThatShareTheirData() throws Exception {
        TrackFragment track = TrackFragment.of(Samples.VIDEO, SAMPLES);
        int size = new MovieFragment(1, List.of(track, track)).toBytes().length;
        byte[] moof =
                new MovieFragment(1, List.of(track.withDataOffset(size + 8), track.withDataOffset(size + 8))).toBytes();
        fragment = Samples.join(moof, Arrays.copyOfRange(fragment, indexOf("mdat") - 4, fragment.length));
        assertRefused("malformed").hasMessageContaining("overlap");
    }

    @Test
    void decodeTimeThatGoesBack() throws Exception {
        fragment = Samples.join(fragment, fragment);
        assertRefused("malformed").hasMessageContaining("decode time of track 1 goes back from 130 to 100");
    }

    @Test
    void decodeTimeBeyondAllTimes() {
        putInt("tfdt", 8, Integer.MAX_VALUE);
        assertRefused("malformed").hasMessageContaining("baseMediaDecodeTime");
        putInt("tfdt", 8, -1);
        assertRefused("malformed").hasMessageContaining("baseMediaDecodeTime");
    }

    @Test
    void fragmentWithoutMdat() {
        fragment = Arrays.copyOf(fragment, indexOf("mdat") - 4);
        assertRefused("malformed").hasMessageContaining("without an mdat");
    }

    @Test
    void boxesWithinBoxesWithoutEnd() {
        BoxWriter out = new BoxWriter();
        nest(out, 100);
        assertThatThrownBy(() -> Box.readAll(out.toBytes()))
                .isInstanceOf(Mp4Exception.class)
                .hasMessageStartingWith("over the limit")
                .hasMessageContaining("nested deeper than 16");
    }

    private static void nest(BoxWriter out, int depth) {
        out.box("moov", () -> {
            if (depth > 0) {
                nest(out, depth - 1);
            }
        });
    }

    @Test
    void tablesThatAreTooLargeAreNotLoaded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sparse.mp4");
        Files.write(file, new byte[] {0x7F, 0, 0, 0, 'm', 'o', 'o', 'v'});
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 0x7F000000 - 1);
        }
        assertThatThrownBy(() -> FragmentReader.open(file))
                .hasMessageStartingWith("over the limit MP4: box moov of 2130706432 bytes")
                .hasMessageEndingWith("(byte 0 of sparse.mp4)");
        assertThatThrownBy(() -> Box.readAll(file)).hasMessageStartingWith("over the limit");
    }

    private List<Sample> readAll() throws Exception {
        try (FragmentReader reader = FragmentReader.of(init, fragment)) {
            return Samples.readAll(reader, Samples.VIDEO);
        }
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String reason) {
        return assertThatThrownBy(this::readAll)
                .isInstanceOf(Mp4Exception.class)
                .hasMessageStartingWith(reason);
    }

    private int indexOf(String type) {
        return InitSegmentTest.indexOf(fragment, type);
    }

    /** Puts a number into a box, at an offset from its type. */
    private void putInt(String type, int offset, int value) {
        ByteBuffer.wrap(fragment).putInt(indexOf(type) + offset, value);
    }
}
