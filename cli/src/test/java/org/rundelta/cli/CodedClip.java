package org.rundelta.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.mp4.FragmentWriter;
import org.rundelta.mp4.InitSegment;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.VideoInfo;

/** Makes small files with video of our codec, fragment by fragment, so that tests can leave some out. */
final class CodedClip {
    private final VideoInfo video;
    private final List<List<Sample>> fragments = new ArrayList<>();

    private CodedClip(VideoInfo video) {
        this.video = video;
    }

    /** Encodes a source, {@code framesPerFragment} of it to a fragment that begins with a keyframe. */
    static CodedClip encode(FrameSource source, int tolerance, int framesPerFragment) throws IOException {
        CodedClip clip = new CodedClip(source.video());
        Encoder encoder = new Encoder(clip.config(), new EncoderOptions(tolerance));
        List<Sample> samples = List.of();
        for (Frame frame = source.next(); frame != null; frame = source.next()) {
            if (samples.size() % framesPerFragment == 0) {
                samples = new ArrayList<>();
                clip.fragments.add(samples);
            }
            CodedFrame coded = encoder.encode(frame.picture(), samples.isEmpty());
            samples.add(new Sample(coded.data(), frame.time(), frame.duration(), coded.keyframe()));
        }
        return clip;
    }

    private CodecConfig config() {
        return new CodecConfig(video.width(), video.height());
    }

    /** Each a keyframe and the frames after it; may be changed before writing. */
    List<List<Sample>> fragments() {
        return fragments;
    }

    /** Milliseconds from the first frame to the end of the last. */
    long durationMs() {
        List<Sample> last = fragments.get(fragments.size() - 1);
        Sample sample = last.get(last.size() - 1);
        return (sample.decodeTime() + sample.duration()) * 1000 / video.timescale();
    }

    /** Writes all fragments behind a header that states their duration. */
    Path write(Path file) throws IOException {
        return write(file, durationMs());
    }

    /** Writes all fragments behind a header that states another duration. */
    Path write(Path file, long durationMs) throws IOException {
        VideoSampleEntry entry = VideoSampleEntry.rundelta(video.width(), video.height(), config().toBytes());
        Track track = new Track(1, video.timescale(), Track.LANGUAGE_UNKNOWN, entry, 0);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(new InitSegment(List.of(track), durationMs).toBytes());
            FragmentWriter writer = new FragmentWriter(out);
            for (List<Sample> samples : fragments) {
                writer.write(1, samples);
            }
        }
        return file;
    }
}
