package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Carries out jobs on other machines, or in other processes, which see the same files under the same names. A job may be
 * carried out more than once, also at the same time, as machines fail or are slow; one result of each counts.
 */
public interface TaskEngine extends Closeable {
    /**
     * What all jobs of a run have in common; each machine gets it once.
     *
     * @param <J> what a job needs besides
     * @param <R> what comes of it
     */
    interface Work<J extends Serializable, R extends Serializable> extends Serializable {
        /**
         * Carries out a job.
         *
         * @param wanted whether to go on; if not, the result does not count any more
         * @throws IOException if this machine cannot do it; another may be able to
         */
        R run(J job, BooleanSupplier wanted) throws IOException;
    }

    /** Told of what was done, by one thread at a time. */
    interface Results<R> {
        /**
         * A job is done, which is told once of each.
         *
         * @param job its place in the list of jobs
         */
        void done(int job, R result) throws IOException;

        /** Whether to go on; if not, the jobs that are left need not be done. */
        boolean isWanted();
    }

    /**
     * Carries out jobs, which begin in their order. Afterwards none is running any more.
     *
     * @throws IOException if a job could not be done anywhere, or a result not be taken
     */
    <J extends Serializable, R extends Serializable> void run(Work<J, R> work, List<J> jobs, Results<R> results)
            throws IOException, InterruptedException;

    /** How many jobs can be under way at once, about; at least 1. */
    int slots();
}
