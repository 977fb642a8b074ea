package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FfmpegLibrariesTest {
    @Test
    void namesTheMissingLibraryAndItsPackage() {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError("no jniavutil in java.library.path: /usr/lib");
        error.initCause(new UnsatisfiedLinkError(
                "/cache/libjniavutil.so: libudev.so.1: cannot open shared object file: No such file or directory"));
        assertThat(FfmpegLibraries.explain(error))
                .isEqualTo("FFmpeg needs the system library libudev.so.1, which is missing: install it"
                        + " (Debian: apt-get install libudev1)");
    }

    @Test
    void saysWhenThereIsNoPlaceToUnpackThem() {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError("java.io.IOException: Could not create the cache: Set the"
                + " \"org.bytedeco.javacpp.cachedir\" system property.");
        assertThat(FfmpegLibraries.explain(error)).contains("no folder can be written", "cachedir=DIR");
    }

    @Test
    void saysWhenThePlatformIsNotCarried() {
        assertThat(FfmpegLibraries.explain(new UnsatisfiedLinkError("no jniavutil in java.library.path\nat all")))
                .startsWith("FFmpeg's libraries for ")
                .contains("no jniavutil")
                .doesNotContain("\n");
    }
}
