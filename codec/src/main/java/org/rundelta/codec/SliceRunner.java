package org.rundelta.codec;

import java.util.function.IntConsumer;

/**
 * Codes the slices of a frame: on one thread, or at once on as many as its maker has. For instance {@code (slices, task)
 * -> IntStream.range(0, slices).parallel().forEach(task)}.
 */
@FunctionalInterface
public interface SliceRunner {
    /** One slice after the other, on the caller's thread. */
    SliceRunner IN_TURN = (slices, task) -> {
        for (int slice = 0; slice < slices; slice++) {
            task.accept(slice);
        }
    };

    /**
     * Runs the task for each slice, once, and returns when all are done; what the task wrote must then be visible to the
     * caller. An exception that the task throws is thrown on.
     *
     * @param slices how many there are, counted from 0
     */
    void run(int slices, IntConsumer task);
}
