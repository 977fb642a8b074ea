package org.rundelta.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes a file has, reading it ends, in samples or in an {@link Mp4Exception}. */
class Mp4FuzzTest {
    private static final int ROUNDS = 2000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedFilesAreReadOrRefused(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] file = Samples.file(random);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damage(random, file);
            refused += isRefused(damaged, round) ? 1 : 0;
        }
        assertThat(refused).as("files refused").isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noiseIsRefused(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(isRefused(noise, round)).isTrue();
        }
    }

    private static boolean isRefused(byte[] bytes, int round) throws IOException {
        try {
            Box.readAll(bytes);
        } catch (Mp4Exception e) {
            assertThat(isOneLine(e.getMessage())).isTrue();
        }
        try (FragmentReader reader = FragmentReader.of(bytes)) {
            // init segments that are accepted can be written again
            assertThat(InitSegment.parse(reader.init().toBytes())).isEqualTo(reader.init());
            long read = 0;
            for (Track track : reader.init().tracks()) {
                List<Sample> samples = Samples.readAll(reader, track.id());
                read += samples.stream()
                        .mapToLong(sample -> sample.data().length)
                        .sum();
            }
            assertThat(read).isLessThanOrEqualTo(bytes.length);
            return false;
        } catch (Mp4Exception e) {
            assertThat(isOneLine(e.getMessage())).isTrue();
            return true;
        } catch (RuntimeException e) {
            return fail("round " + round, e);
        }
    }

    private static boolean isOneLine(String message) {
        return message.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static byte[] damage(SplittableRandom random, byte[] file) {
        byte[] bytes = file.clone();
        switch (random.nextInt(5)) {
            case 0 -> {
                for (int i = random.nextInt(1, 8); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> putTelling(random, bytes);
            case 3 -> {
                int length = random.nextInt(1, 100);
                int from = random.nextInt(bytes.length - length);
                System.arraycopy(file, from, bytes, random.nextInt(bytes.length - length), length);
            }
            default -> {
                int cut = random.nextInt(bytes.length);
                int resume = random.nextInt(bytes.length);
                bytes = Arrays.copyOf(file, cut + file.length - resume);
                System.arraycopy(file, resume, bytes, cut, file.length - resume);
            }
        }
        return bytes;
    }

    /** Puts a number that is likely to break something into the first, or any, box of a kind. */
    private static void putTelling(SplittableRandom random, byte[] bytes) {
        String[] types = {
            "moov", "trak", "tkhd", "mdhd", "hdlr", "stsd", "rdv1", "mp4a", "rdvC", "esds", "elst", "trex", "mehd",
            "moof", "mfhd", "traf", "tfhd", "tfdt", "trun", "mdat"
        };
        int[] values = {0, 1, 7, 8, 16, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x00FFFFFF, 0x01000000, 0x0F07};
        int type = InitSegmentTest.indexOf(bytes, types[random.nextInt(types.length)]);
        int at = Math.min(bytes.length - 4, type - 4 + random.nextInt(12) * 4);
        int value = values[random.nextInt(values.length)];
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (24 - 8 * i));
        }
    }
}
