package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The files of a representation on their way from the staging folder to the title. */
interface TitleFiles {
    /** Their folder, relative to the title's. */
    String folder();

    /** How many files. */
    int count();

    /** Of all files together. */
    long bytes();

    /** Moves the files to their final names. */
    void moveTo(Path title) throws IOException;

    /**
     * Files with names such as these, in their folder and those beside it: theirs, and of titles before, also of a run
     * that died before its manifest was there to name them.
     */
    Set<String> present(Path title) throws IOException;
}
