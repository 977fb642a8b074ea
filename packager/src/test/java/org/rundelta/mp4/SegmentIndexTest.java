package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.mp4.SegmentIndex.Reference;

class SegmentIndexTest {
    private static final SegmentIndex SMALL =
            new SegmentIndex(1, 90_000, 3000, 0, List.of(new Reference(1000, 180_000, 1), new Reference(7, 1, 0)));

    @TempDir
    private Path folder;

    @Test
    void bytesAreThoseOfTheStandard() {
        assertThat(HexFormat.of().formatHex(SMALL.toBytes()))
                .isEqualTo("00000040" + "73696478" + "01000000" + "00000001" + "00015f90" + "0000000000000bb8"
                        + "0000000000000000" + "00000002" + "000003e8" + "0002bf20" + "90000000" + "00000007"
                        + "00000001" + "00000000");
    }

    @Test
    void readingGivesBackWhatWasWritten() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            List<Reference> references = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                references.add(
                        new Reference(random.nextLong(1, 1L << 31), random.nextLong(0, 1L << 32), random.nextInt(7)));
            }
            SegmentIndex index = new SegmentIndex(
                    random.nextInt(1, 10),
                    random.nextLong(1, 1L << 32),
                    random.nextLong(1L << 60),
                    random.nextInt(100),
                    references);
            assertThat(read(index.toBytes())).isEqualTo(index);
        }
    }

    /** Version 0, with times of 32 bits, as others write it. */
    @Test
    void readsShortTimes() throws Exception {
        byte[] box = HexFormat.of()
                .parseHex("0000002c" + "73696478" + "00000000" + "00000001" + "00015f90" + "00000bb8" + "00000005"
                        + "00000001" + "000003e8" + "0002bf20" + "90000000");
        assertThat(read(box)).isEqualTo(new SegmentIndex(1, 90_000, 3000, 5, List.of(new Reference(1000, 180_000, 1))));
    }

    private SegmentIndex read(byte[] box) throws Exception {
        byte[] file = new byte[box.length + 7];
        System.arraycopy(box, 0, file, 3, box.length);
        Path path = Files.write(folder.resolve("file"), file);
        return SegmentIndex.read(path, 3, 3 + box.length - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 67, not a sidx of 65 bytes",
        "3, 65, not a sidx of 63 bytes",
        "3, 1000, no bytes 3 to 1000 in a file of 67",
        "-1, 5, no bytes",
    })
    void refusesRangesThatAreNotTheIndex(long first, long last, String message) throws Exception {
        byte[] box = SMALL.toBytes();
        byte[] file = new byte[3 + box.length + (last == 67 ? 1 : 0)];
        System.arraycopy(box, 0, file, 3, box.length);
        Path path = Files.write(folder.resolve("file"), file);
        assertThatThrownBy(() -> SegmentIndex.read(path, first, last))
                .isInstanceOf(Mp4Exception.class)
                .message()
                .contains(message)
                .hasLineCount(1);
    }

    @Test
    void refusesWhatTheBoxCannotHold() {
        List<Reference> many = Collections.nCopies(65_536, new Reference(1, 1, 1));
        assertThatThrownBy(() -> new SegmentIndex(1, 1, 0, 0, many)).hasMessageContaining("at most 65535");
        assertThatThrownBy(() -> new Reference(1L << 31, 1, 1)).hasMessageContaining("2147483648 bytes");
        assertThatThrownBy(() -> new Reference(1, 1L << 32, 1)).hasMessageContaining("segment duration");
        assertThatThrownBy(() -> new Reference(1, 1, 7)).hasMessageContaining("SAP type");
    }

    @Test
    void refusesIndexesOfIndexes() {
        byte[] box = SMALL.toBytes();
        box[40] |= (byte) 0x80;
        assertThatThrownBy(() -> read(box)).isInstanceOf(Mp4Exception.class).hasMessageContaining("index of indexes");
    }
}
