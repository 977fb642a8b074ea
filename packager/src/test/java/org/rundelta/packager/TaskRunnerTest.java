package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.packager.TaskRunner.Task;

class TaskRunnerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void givesResultsInOrderOnNoMoreThreads(int threads) throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            tasks.add(() -> {
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                sleep(number % 3);
                atWork.decrementAndGet();
                return number;
            });
        }
        TaskRunner runner = new TaskRunner(threads);
        List<Integer> numbers = IntStream.range(0, 20).boxed().toList();
        assertThat(runner.run(tasks)).isEqualTo(numbers);
        assertThat(runner.run(tasks)).isEqualTo(numbers);
        assertThat(most.get()).isBetween(1, threads);
        assertThat(runner.isWanted()).isTrue();
    }

    @Test
    void nothingToDoIsDone() throws Exception {
        assertThat(new TaskRunner(2).run(List.of())).isEmpty();
    }

    @Test
    void aFailureEndsTheOthers() {
        TaskRunner runner = new TaskRunner(2);
        AtomicInteger ended = new AtomicInteger();
        Task<Integer> patient = () -> {
            while (runner.isWanted()) {
                sleep(1);
            }
            return ended.incrementAndGet();
        };
        Task<Integer> broken = () -> {
            throw new IOException("broken");
        };
        assertThatThrownBy(() -> runner.run(List.of(patient, broken, patient, patient)))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(ended.get()).isLessThanOrEqualTo(1);
        assertThat(runner.isWanted()).isFalse();
    }

    @Test
    void bugsComeThrough() {
        Task<Integer> bug = () -> Integer.parseInt("one");
        assertThatThrownBy(() -> new TaskRunner(2).run(List.of(bug))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void anInterruptedCallerWaitsForTheEnd() {
        TaskRunner runner = new TaskRunner(2);
        AtomicInteger ended = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Task<Integer> interrupter = () -> {
            caller.interrupt();
            while (runner.isWanted()) {
                sleep(1);
            }
            sleep(20);
            return ended.incrementAndGet();
        };
        assertThatThrownBy(() -> runner.run(Collections.nCopies(5, interrupter)))
                .isInstanceOf(InterruptedException.class);
        Thread.interrupted(); // the second task may have interrupted once more
        assertThat(ended.get()).isBetween(1, 2);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
