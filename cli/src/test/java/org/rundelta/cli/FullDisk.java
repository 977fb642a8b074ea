package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few kilobytes, in memory; only root can mount one. */
final class FullDisk implements AutoCloseable {
    private final Path path;

    private FullDisk(Path path) {
        this.path = path;
    }

    /** Mounts it on a folder that it makes; skips the test where that cannot be done. */
    static FullDisk mount(Path path) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount a small disk");
        Files.createDirectory(path);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path.toString()),
                "no small disk can be mounted here");
        return new FullDisk(path);
    }

    Path path() {
        return path;
    }

    /** Makes room, as somebody does who deletes other things. */
    void grow() throws IOException {
        assertThat(run("mount", "-o", "remount,size=64m", path.toString())).isTrue();
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", path.toString())) {
            run("umount", "-l", path.toString());
        }
    }
}
