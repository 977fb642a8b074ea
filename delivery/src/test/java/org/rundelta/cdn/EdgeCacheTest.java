package org.rundelta.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeCacheTest {
    @ParameterizedTest
    @EnumSource(names = {"FIFO", "LRU", "LFU"})
    void evictsWhatASlowTwinEvicts(CdnPolicy policy) {
        for (int seed = 0; seed < 40; seed++) {
            int[] sizes = DrawnRequests.sizes(30, 1, 20, seed);
            int[] requests = DrawnRequests.zipf(2000, 30, 0.7, seed);
            long capacity = 5 + 4L * seed;
            EdgeCache cache = policy.cache(sizes, capacity);
            Twin twin = new Twin(policy, sizes, capacity);
            for (int request : requests) {
                assertThat(cache.request(request)).isEqualTo(twin.request(request));
            }
        }
    }

    /** Keeps everything it would need in plain collections, and searches them. */
    private static final class Twin {
        private final CdnPolicy policy;
        private final int[] sizes;
        private final long capacity;
        private final Map<Integer, Integer> cameOrWasAsked = new LinkedHashMap<>();
        private final Map<Integer, Integer> counts = new HashMap<>();

        Twin(CdnPolicy policy, int[] sizes, long capacity) {
            this.policy = policy;
            this.sizes = sizes;
            this.capacity = capacity;
        }

        long request(int object) {
            counts.merge(object, 1, Integer::sum);
            boolean isHit = cameOrWasAsked.containsKey(object);
            if (isHit && policy != CdnPolicy.FIFO) {
                cameOrWasAsked.remove(object);
                cameOrWasAsked.put(object, sizes[object]);
            }
            if (!isHit && sizes[object] <= capacity) {
                while (cameOrWasAsked.values().stream().mapToInt(size -> size).sum() + sizes[object] > capacity) {
                    cameOrWasAsked.remove(victim());
                }
                cameOrWasAsked.put(object, sizes[object]);
            }
            return isHit ? sizes[object] : 0;
        }

        private Integer victim() {
            List<Integer> oldestFirst = new ArrayList<>(cameOrWasAsked.keySet());
            return policy == CdnPolicy.LFU
                    ? oldestFirst.stream()
                            .min(Comparator.comparing(counts::get))
                            .orElseThrow()
                    : oldestFirst.get(0);
        }
    }

    /** Against all that could be done, tried out one by one. */
    @Test
    void nothingBeatsTheClairvoyant() {
        for (int seed = 0; seed < 60; seed++) {
            int objects = 3 + seed % 4;
            int capacity = 1 + seed % 3;
            int[] requests = DrawnRequests.zipf(14, objects, 0.5, seed);
            int[] sizes = DrawnRequests.sizes(objects, 1, 1, 0);
            assertThat(DrawnRequests.clairvoyant(sizes, capacity, requests)).isEqualTo(best(requests, capacity));
        }
    }

    private static int best(int[] requests, int capacity) {
        Map<Set<Integer>, Integer> reached = new HashMap<>(Map.of(Set.of(), 0));
        for (int request : requests) {
            Map<Set<Integer>, Integer> next = new HashMap<>();
            reached.forEach((kept, hits) -> {
                int now = hits + (kept.contains(request) ? 1 : 0);
                next.merge(kept, now, Math::max);
                Set<Integer> with = new TreeSet<>(kept);
                with.add(request);
                if (with.size() <= capacity) {
                    next.merge(with, now, Math::max);
                }
                for (int victim : kept) {
                    Set<Integer> without = new TreeSet<>(with);
                    without.remove(victim);
                    next.merge(without, now, Math::max);
                }
            });
            reached = next;
        }
        return reached.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {50, 500, 2000, 20_000})
    void noPolicyHitsMoreBytesThanTheClairvoyant(long capacity) {
        int[] sizes = DrawnRequests.sizes(1000, 1, 60, 1);
        int[] requests = DrawnRequests.zipf(30_000, 1000, 0.9, 2);
        long best = DrawnRequests.clairvoyant(sizes, capacity, requests);
        for (CdnPolicy policy : List.of(CdnPolicy.FIFO, CdnPolicy.LRU, CdnPolicy.LFU, CdnPolicy.TINYLFU)) {
            assertThat(DrawnRequests.run(policy.cache(sizes, capacity), requests))
                    .as(policy.id())
                    .isLessThanOrEqualTo(best)
                    .isPositive();
        }
    }

    /** Those that evict by an order which does not depend on the capacity hold, with more room, all they held, and more. */
    @Test
    void moreRoomMeansMoreHits() {
        int[] sizes = DrawnRequests.sizes(500, 1, 1, 0);
        int[] requests = DrawnRequests.zipf(10_000, 500, 0.8, 5);
        long lru = 0;
        long clairvoyant = 0;
        for (int capacity = 1; capacity <= 500; capacity += 7) {
            long nextLru = DrawnRequests.run(CdnPolicy.LRU.cache(sizes, capacity), requests);
            long nextClairvoyant = DrawnRequests.clairvoyant(sizes, capacity, requests);
            assertThat(nextLru).isGreaterThanOrEqualTo(lru);
            assertThat(nextClairvoyant).isGreaterThanOrEqualTo(clairvoyant);
            lru = nextLru;
            clairvoyant = nextClairvoyant;
        }
        long all = Arrays.stream(requests).distinct().count();
        assertThat(DrawnRequests.run(CdnPolicy.LRU.cache(sizes, 500), requests)).isEqualTo(requests.length - all);
    }

    /**
     * Che's approximation (Che, Tung, Wang 2002): an object stays in an LRU cache for the same time T, whatever it is, so that it
     * is hit with probability 1 - exp(-pT), and T is the one with which these add up to the capacity.
     */
    @ParameterizedTest
    @CsvSource({"0.6,500", "0.8,100", "0.8,1000", "1.0,500", "1.2,300"})
    void lruHitsAsOftenAsTheoryHasIt(double exponent, int capacity) {
        int objects = 5000;
        double[] shares = Sampler.zipf(objects, exponent);
        double sum = Arrays.stream(shares).sum();
        double least = 0;
        double most = 1e9;
        for (int i = 0; i < 100; i++) {
            double middle = (least + most) / 2;
            double held = Arrays.stream(shares)
                    .map(share -> 1 - Math.exp(-share / sum * middle))
                    .sum();
            least = held < capacity ? middle : least;
            most = held < capacity ? most : middle;
        }
        double time = least;
        double expected = Arrays.stream(shares)
                .map(share -> share / sum * (1 - Math.exp(-share / sum * time)))
                .sum();

        int[] sizes = DrawnRequests.sizes(objects, 1, 1, 0);
        EdgeCache cache = CdnPolicy.LRU.cache(sizes, capacity);
        DrawnRequests.run(cache, DrawnRequests.zipf(100_000, objects, exponent, 8));
        double measured = DrawnRequests.run(cache, DrawnRequests.zipf(600_000, objects, exponent, 9)) / 600_000.0;
        assertThat(measured).isCloseTo(expected, Offset.offset(0.004));
    }

    @Test
    void whatIsLargerThanTheCacheIsPassedThrough() {
        for (CdnPolicy policy : List.of(CdnPolicy.FIFO, CdnPolicy.LRU, CdnPolicy.LFU, CdnPolicy.TINYLFU)) {
            EdgeCache cache = policy.cache(new int[] {10, 3}, 5);
            assertThat(cache.request(0)).isZero();
            assertThat(cache.request(0)).isZero();
            cache.request(1);
            assertThat(cache.request(1)).as(policy.id()).isEqualTo(3);
        }
    }

    @Test
    void filledAheadTheClairvoyantHoldsWhatComesNext() {
        int[] requests = {3, 1, 3, 2, 0, 1};
        ClairvoyantCache cache = new ClairvoyantCache(new int[] {4, 4, 4, 4}, 10);
        assertThat(cache.fill(DrawnRequests.log(requests), 0)).isEqualTo(10);
        int[] next = NextUse.of(DrawnRequests.log(requests), 4);
        assertThat(cache.request(3, next[0])).isEqualTo(4);
        assertThat(cache.request(1, next[1])).isEqualTo(4);
        assertThat(cache.request(3, next[2])).isEqualTo(4);
        assertThat(cache.request(2, next[3])).isEqualTo(2);
        assertThat(cache.fill(DrawnRequests.log(requests), 4)).isEqualTo(4);
        assertThat(cache.request(0, next[4])).isEqualTo(4);
    }

    @Test
    void heapsAndQueuesAreInOrder() {
        Random random = new Random(4);
        IndexedHeap heap = new IndexedHeap(200);
        Map<Integer, Long> twin = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int object = random.nextInt(200);
            if (random.nextInt(3) == 0 && heap.contains(object)) {
                heap.remove(object);
                twin.remove(object);
            } else {
                long key = random.nextInt(1_000_000) * 200L + object;
                heap.put(object, key);
                twin.put(object, key);
            }
            assertThat(heap.isEmpty()).isEqualTo(twin.isEmpty());
            if (!twin.isEmpty() && i % 10 == 0) {
                long least = twin.values().stream().mapToLong(key -> key).min().orElseThrow();
                assertThat(heap.first()).isEqualTo((int) (least % 200));
            }
        }
        EventQueue queue = new EventQueue();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            long time = random.nextInt(10_000);
            queue.add(time, i);
            times.add(time * EventQueue.NUMBERS + i);
        }
        times.sort(Comparator.naturalOrder());
        for (long time : times) {
            assertThat(queue.timeMs()).isEqualTo(time / EventQueue.NUMBERS);
            assertThat(queue.remove()).isEqualTo((int) (time % EventQueue.NUMBERS));
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
