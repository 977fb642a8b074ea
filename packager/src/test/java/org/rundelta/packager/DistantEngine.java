package org.rundelta.packager;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * As if on other machines: what goes there and what comes back are copies, jobs are done in any order, some twice, with
 * whatever result is later, and some after having failed.
 */
final class DistantEngine implements TaskEngine {
    private final Random random = new Random(1);
    private int jobs;

    @Override
    public <J extends Serializable, R extends Serializable> void run(Work<J, R> work, List<J> list, Results<R> results)
            throws IOException {
        Work<J, R> there = copy(work);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        for (int job : order) {
            if (!results.isWanted()) {
                return;
            }
            if (random.nextInt(3) == 0) {
                copy(there.run(copy(list.get(job)), () -> true));
            }
            if (random.nextInt(3) == 0) {
                giveUp(there, copy(list.get(job)));
            }
            results.done(job, copy(there.run(copy(list.get(job)), () -> true)));
            jobs++;
        }
    }

    /** Begins a job and does not end it. */
    private <J extends Serializable> void giveUp(Work<J, ?> work, J job) {
        int[] asked = {0};
        try {
            work.run(job, () -> asked[0]++ < 3);
        } catch (IOException e) {
            // as it should be
        }
    }

    @Override
    public int slots() {
        return 2;
    }

    /** How many jobs it has done. */
    int jobs() {
        return jobs;
    }

    @Override
    public void close() {}

    @SuppressWarnings("unchecked") // a copy is what it is a copy of
    private static <T extends Serializable> T copy(T object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
