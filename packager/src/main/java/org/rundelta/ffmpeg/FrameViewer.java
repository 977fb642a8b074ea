package org.rundelta.ffmpeg;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.rundelta.codec.Picture;
import org.rundelta.compare.CpuClock;

/** Shows decoded frames as pictures to whoever wants to see them; meanwhile the clock stands. */
final class FrameViewer implements Closeable {
    private final CpuClock clock;
    private final Consumer<Picture> viewer;
    private PictureConverter converter;

    /** Without a viewer, frames are not even converted. */
    FrameViewer(CpuClock clock, Consumer<Picture> viewer) {
        this.clock = clock;
        this.viewer = viewer;
    }

    void show(AVFrame frame) throws IOException {
        if (viewer == null) {
            return;
        }
        clock.stop();
        if (converter == null) {
            converter = new PictureConverter(frame);
        }
        viewer.accept(converter.convert(frame));
        clock.start();
    }

    @Override
    public void close() {
        if (converter != null) {
            converter.close();
        }
    }
}
