package org.rundelta.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.PictureCost;
import org.rundelta.codec.PictureOptions;

/** Rate control on a codec of which only the sizes of pictures are played, with laws the model does not know. */
class TitleRateTest {
    private static final int FRAMES_PER_SEGMENT = 50;
    private static final double FRAME_RATE = 25;

    /** A picture's bits: what is left at any quantiser, what photographic blocks take, what exact pixels take. */
    private record Content(double text, double photo, double exactPhoto, PictureCost cost) {
        CodedSize size(PictureOptions options, boolean keyframe) {
            if (!options.hasPhoto()) {
                return new CodedSize((int) (text + exactPhoto) + 136, 0, keyframe);
            }
            int quantiser = options.quantiser();
            double photoBits = photo * Math.pow(2, quantiser < 30 ? -quantiser / 5.0 : -6 - (quantiser - 30) / 6.5);
            double textBits = options.coarse() ? 0 : text;
            double coarseBits = options.coarse() ? text * 2 * Math.pow(2, -quantiser / 8.0) : 0;
            int photographic = (int) (photoBits + coarseBits) + (photo > 0 ? 20 : 0);
            return new CodedSize((int) textBits + photographic + 136, photographic, keyframe);
        }
    }

    /** Segments of pictures, the first of each a keyframe that takes many times as much. */
    private static List<List<Content>> title(int segments, double text, double photo, int seed) {
        Random random = new Random(seed);
        List<List<Content>> title = new ArrayList<>();
        for (int k = 0; k < segments; k++) {
            double complexity = 0.3 + random.nextDouble() * 2;
            List<Content> segment = new ArrayList<>();
            for (int i = 0; i < FRAMES_PER_SEGMENT; i++) {
                double weight = complexity * (0.5 + random.nextDouble()) * (i == 0 ? 8 : 1);
                double cost = 1000 * weight * weight * (0.7 + 0.6 * random.nextDouble());
                segment.add(new Content(
                        text * weight, photo * weight, 3 * photo * weight, new PictureCost(100_000, (long) cost)));
            }
            title.add(segment);
        }
        return title;
    }

    private static List<List<Content>> withExactPhotos(List<List<Content>> title, ToDoubleFunction<Content> bits) {
        return title.stream()
                .map(segment -> segment.stream()
                        .map(c -> new Content(c.text(), c.photo(), bits.applyAsDouble(c), c.cost()))
                        .toList())
                .toList();
    }

    /**
     * What came of a title.
     *
     * @param encodings pictures coded, as a part of all pictures
     * @param quantiser of the last pass
     */
    private record Outcome(Map<Integer, List<CodedSize>> sizes, double encodings, int quantiser) {
        double bits() {
            return sizes.values().stream()
                    .flatMap(List::stream)
                    .mapToDouble(CodedSize::bits)
                    .sum();
        }
    }

    private static double seconds(List<List<Content>> title) {
        return title.size() * FRAMES_PER_SEGMENT / FRAME_RATE;
    }

    private static Outcome encode(List<List<Content>> title, RateTarget target) throws RateException {
        TitleShape shape =
                new TitleShape(seconds(title), title.size(), FRAMES_PER_SEGMENT / FRAME_RATE, FRAME_RATE * 1280 * 720);
        TitleRate rates = new TitleRate(target, shape);
        Map<Integer, List<CodedSize>> sizes = new TreeMap<>();
        double coded = 0;
        int quantiser = 0;
        Optional<RatePass> pass = rates.next(0);
        while (pass.isPresent()) {
            for (int k = 0; k < title.size(); k++) {
                if (pass.get().includes(k)) {
                    sizes.put(k, segment(title.get(k), k, pass.get().segment(k)));
                    coded += sizes.get(k).size();
                }
            }
            quantiser = pass.get().quantiser();
            pass = rates.next(0);
        }
        return new Outcome(sizes, coded / (title.size() * FRAMES_PER_SEGMENT), quantiser);
    }

    private static List<CodedSize> segment(List<Content> segment, int number, PictureRate rate) throws RateException {
        List<CodedSize> sizes = new ArrayList<>();
        for (int i = 0; i < segment.size(); i++) {
            rate.look(
                    seconds(number, i), i % 2 == 0 ? Optional.of(segment.get(i).cost()) : Optional.empty());
        }
        for (int i = 0; i < segment.size() && !rate.isDone(); i++) {
            PictureOptions options = rate.next(seconds(number, i));
            CodedSize size = segment.get(i).size(options, i == 0);
            PictureRate.Verdict verdict = rate.judge(size);
            while (verdict.kind() != PictureRate.Kind.TAKE) {
                assertThat(rate.mayRefuse()).isTrue();
                size = verdict.kind() == PictureRate.Kind.SKIP
                        ? new CodedSize(136, 0, false)
                        : segment.get(i).size(verdict.options(), i == 0);
                verdict = rate.judge(size);
            }
            sizes.add(size);
        }
        return sizes;
    }

    private static double seconds(int segment, int picture) {
        return (segment * FRAMES_PER_SEGMENT + picture) / FRAME_RATE;
    }

    @ParameterizedTest
    @CsvSource({"500000, 1", "1000000, 2", "2000000, 3", "4000000, 4", "1000000, 5"})
    void theAverageIsHit(int bitrate, int seed) throws RateException {
        List<List<Content>> title = title(30, 2000, 1e6, seed);
        Outcome outcome = encode(title, new RateTarget(bitrate, 0, 0));
        assertThat(outcome.bits() / seconds(title)).isCloseTo((double) bitrate, within(0.01 * bitrate));
        assertThat(outcome.encodings()).isBetween(1.0, 1.4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 9, 33, 100})
    void littleIsCodedTwice(int segments) throws RateException {
        double encodings = 0;
        for (int seed = 0; seed < 10; seed++) {
            List<List<Content>> title = title(segments, 100, 1e6, seed);
            long bitrate = 500_000L + 300_000L * seed;
            Outcome outcome = encode(title, new RateTarget(bitrate, 0, 0));
            assertThat(outcome.bits() / seconds(title)).isCloseTo((double) bitrate, within(0.03 * bitrate));
            encodings += outcome.encodings() / 10;
        }
        assertThat(encodings).isLessThan(1.4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void noStretchOfTimeTakesMoreThanTheCapAllows(int seed) throws RateException {
        Random random = new Random(seed);
        long bitrate = 300_000L + random.nextInt(2_000_000);
        long maxrate = (long) ((double) bitrate * (1 + random.nextDouble()));
        long bufsize = (long) ((double) bitrate * (0.2 + random.nextDouble()));
        List<List<Content>> title = title(12, 1000 * random.nextInt(10), 1e6, seed);
        Outcome outcome = null;
        while (outcome == null) {
            try {
                outcome = encode(title, new RateTarget(bitrate, maxrate, bufsize));
            } catch (RateException e) {
                long needed = Long.parseLong(e.getMessage().replaceAll(".* bufsize of at least ([0-9]+), .*", "$1"));
                assertThat(needed).isBetween(bufsize + 1, 2 * bufsize);
                bufsize = needed;
            }
        }
        List<CodedSize> all =
                outcome.sizes().values().stream().flatMap(List::stream).toList();
        for (int first = 0; first < all.size(); first++) {
            double sum = 0;
            for (int last = first; last < all.size(); last++) {
                sum += all.get(last).bits();
                assertThat(sum)
                        .as("bits of frames %d to %d", first, last)
                        .isLessThanOrEqualTo(maxrate * ((last - first) / FRAME_RATE) + bufsize);
            }
        }
        assertThat(outcome.bits() / seconds(title)).isLessThan(1.01 * bitrate);
    }

    @Test
    void whatFitsIsExact() throws RateException {
        Outcome outcome = encode(title(5, 9000, 50_000, 1), new RateTarget(20_000_000, 0, 0));
        assertThat(outcome.quantiser()).isEqualTo(EncoderOptions.NO_QUANTISER);
        Outcome textOnly = encode(title(5, 9000, 0, 1), new RateTarget(1_000_000, 0, 0));
        assertThat(textOnly.quantiser()).isEqualTo(EncoderOptions.NO_QUANTISER);
    }

    /** As what scrolls on a screen does: its exact pixels are found again, photographic ones are coded anew. */
    @Test
    void whatTakesLessExactlyThanWithAQuantiserIsExact() throws RateException {
        List<List<Content>> title = withExactPhotos(title(5, 500, 1e6, 1), content -> 0.05 * content.photo());
        double exact = title.stream()
                .flatMap(List::stream)
                .mapToDouble(
                        content -> content.size(PictureOptions.EXACT, false).bits())
                .sum();
        Outcome outcome = encode(title, new RateTarget((long) (1.2 * exact / seconds(title)), 0, 0));
        assertThat(outcome.quantiser()).isEqualTo(EncoderOptions.NO_QUANTISER);
    }

    @Test
    void thatFilmDoesNotFitExactlyIsSeenSoon() throws RateException {
        List<List<Content>> title = withExactPhotos(title(5, 0, 1e6, 1), content -> 1.3e6);
        Outcome outcome = encode(title, new RateTarget(4_000_000, 0, 0));
        assertThat(outcome.bits() / seconds(title)).isCloseTo(4_000_000, within(120_000.0));
        assertThat(outcome.encodings()).isLessThan(1.17);
    }

    @Test
    void ifAllIsCodedAgainItMayBeMuchFiner() {
        SegmentStats stats = new SegmentStats();
        for (int i = 0; i < FRAMES_PER_SEGMENT; i++) {
            stats.add(i / FRAME_RATE, new CodedSize(1000, 1000, i == 0), 40);
        }
        SegmentPlan plan = new SegmentPlan(SegmentModel.of(stats, RateLaw.USUAL), 40, 3);
        double budget = 1.5 * stats.bits();
        Correction correction =
                new Correction(budget, new TreeMap<>(Map.of(0L, stats)), new TreeMap<>(Map.of(0L, plan)));
        SegmentPlan again = correction.choose(0.01 * budget).get(0L);
        assertThat(again.bits()).isCloseTo(budget, within(0.01 * budget));
        assertThat(again.quantiser()).isLessThan(38);
    }

    @Test
    void textThatDoesNotFitIsCoarse() throws RateException {
        List<List<Content>> title = title(5, 30_000, 0, 1);
        Outcome outcome = encode(title, new RateTarget(400_000, 0, 0));
        assertThat(outcome.bits() / seconds(title)).isLessThan(1.03 * 400_000);
    }

    @Test
    void saysWhatCanBeReached() {
        assertThatThrownBy(() -> encode(title(5, 30_000, 1e7, 1), new RateTarget(1000, 0, 0)))
                .isInstanceOf(RateException.class)
                .hasMessageMatching("bitrate 1000 is below what this content takes .* give at least [0-9]+k, .*");
        assertThatThrownBy(() -> encode(title(5, 3000, 1e7, 1), new RateTarget(3_000_000, 3_000_000, 1000)))
                .isInstanceOf(RateException.class)
                .hasMessageMatching("the picture at .* give a bufsize of at least [0-9]+, .*");
    }
}
