package org.rundelta.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.spark.SparkBuildInfo$;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.Utils$;
import org.rundelta.packager.Packager;
import org.rundelta.packager.TaskEngine;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What Spark carries out on a worker: the one job of a partition. Failures say which machine it was. */
final class WorkerTask<J extends Serializable, R extends Serializable> extends AbstractFunction1<Iterator<J>, R>
        implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<TaskEngine.Work<J, R>> work;
    private final String rundelta = rundelta();
    private final String spark = spark();

    WorkerTask(Broadcast<TaskEngine.Work<J, R>> work) {
        this.work = work;
    }

    @Override
    public R apply(Iterator<J> jobs) {
        TaskContext context = TaskContext.get();
        try {
            requireSame("Spark", minor(spark), minor(spark()));
            requireSame("Rundelta", rundelta, rundelta());
            return work.value().run(jobs.next(), () -> !context.isInterrupted());
        } catch (IOException | LinkageError e) {
            throw new WorkerException("worker " + Utils$.MODULE$.localHostName() + ": " + describe(e), e);
        }
    }

    private static void requireSame(String what, String here, String there) throws IOException {
        if (!here.equals(there)) {
            throw new IOException(what + " is version " + there + " there, and " + here
                    + " where the command runs; install the same version on all machines");
        }
    }

    /** The version of this build; a word where it does not run from a jar. */
    private static String rundelta() {
        String version = Packager.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    static String spark() {
        return SparkBuildInfo$.MODULE$.spark_version();
    }

    /** Without the last number: what differs only there goes together. */
    static String minor(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    private static String describe(Throwable e) {
        if (e instanceof FileSystemException file) {
            String reason = e instanceof NoSuchFileException
                    ? "no such file or folder"
                    : e instanceof AccessDeniedException ? "permission denied" : file.getReason();
            return file.getFile() + ": " + reason + "; all workers need to see it under this name";
        }
        if (e instanceof LinkageError) {
            return "a library could not be loaded: " + e.getMessage()
                    + "; a library of the system may be missing, or it is another platform";
        }
        return e.getMessage();
    }
}
