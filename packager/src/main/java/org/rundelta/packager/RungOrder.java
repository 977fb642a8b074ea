package org.rundelta.packager;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** How other machines are to encode a rung, the same for all of its segments. */
interface RungOrder extends Serializable {
    /** The folder of the rung, which every machine sees; absolute. */
    String folder();

    /**
     * The rung there, for one job.
     *
     * @param own folder for its segments, which nobody else writes to
     */
    OrderedRung open(Path own);

    /**
     * The rung there, for one job.
     *
     * @param mark names the folder in that of the rung for its segments; no other job, nor the same one elsewhere, has it
     * @throws IOException if that of the rung is not there, or the folder cannot be made
     */
    default OrderedRung open(String mark) throws IOException {
        Path folder = Path.of(folder());
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    folder + ": no such folder; the output must be where all workers see it under this name");
        }
        return open(Files.createDirectory(folder.resolve(mark)));
    }
}
