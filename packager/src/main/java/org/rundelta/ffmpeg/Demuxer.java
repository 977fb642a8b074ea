package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** An open input, of which one track is read packet by packet. */
final class Demuxer implements Closeable {
    /** An input of which nobody else reads a track. */
    private record OwnPackets(OpenedInput input, int track) implements TrackPackets {
        @Override
        public boolean next(AVPacket packet) throws IOException {
            FfmpegLog.clear();
            while (input.read(packet)) {
                if (packet.stream_index() == track) {
                    return true;
                }
                av_packet_unref(packet);
            }
            return false;
        }

        @Override
        public OptionalDouble awaitNext(double seconds) {
            return OptionalDouble.empty();
        }

        @Override
        public void close() {
            input.close();
        }
    }

    private final OpenedInput input;
    private final AVStream stream;
    private final TrackPackets packets;

    /** @param packets of the track, closed together with this */
    Demuxer(OpenedInput input, AVStream stream, TrackPackets packets) {
        this.input = input;
        this.stream = stream;
        this.packets = packets;
    }

    /**
     * Opens the best track of one kind; cover art does not count as video.
     *
     * @param mediaType {@code AVMEDIA_TYPE_VIDEO} or {@code AVMEDIA_TYPE_AUDIO}
     * @return empty if the input has no such track
     */
    static Optional<Demuxer> open(String input, int mediaType) throws IOException {
        return open(InputLocation.of(input), mediaType);
    }

    /** The same of an input that is known to be there. */
    static Optional<Demuxer> open(InputLocation location, int mediaType) throws IOException {
        return open(location, input -> input.best(mediaType));
    }

    /**
     * Opens an audio track.
     *
     * @param number from 1, among the audio tracks
     * @return empty if the input has no such track
     */
    static Optional<Demuxer> openAudio(String input, int number) throws IOException {
        return open(InputLocation.of(input), opened -> opened.audio(number));
    }

    private static Optional<Demuxer> open(InputLocation location, Function<OpenedInput, AVStream> choice)
            throws IOException {
        OpenedInput input = OpenedInput.open(location);
        AVStream stream = choice.apply(input);
        if (stream == null) {
            input.close();
            return Optional.empty();
        }
        for (int i = 0; i < input.context().nb_streams(); i++) {
            if (i != stream.index()) {
                input.discard(i, AVDISCARD_ALL);
            }
        }
        return Optional.of(new Demuxer(input, stream, new OwnPackets(input, stream.index())));
    }

    /** What the user called the input. */
    String input() {
        return input.name();
    }

    AVFormatContext context() {
        return input.context();
    }

    AVStream stream() {
        return stream;
    }

    /** When the track begins, on the clock that the input's tracks share; 0 if the format does not say. */
    double startSeconds() {
        long start = stream.start_time();
        return start == AV_NOPTS_VALUE
                ? 0
                : (double) start * stream.time_base().num() / stream.time_base().den();
    }

    /** Whether the format stores no times at all, so that frames have to be counted. */
    boolean withoutTimestamps() {
        return (context().iformat().flags() & AVFMT_NOTIMESTAMPS) != 0;
    }

    /** Reads the next packet of the track, see {@link TrackPackets#next}. */
    boolean read(AVPacket packet) throws IOException {
        return packets.next(packet);
    }

    /** See {@link TrackPackets#awaitNext}. */
    OptionalDouble awaitNext(double seconds) throws IOException {
        return packets.awaitNext(seconds);
    }

    @Override
    public void close() {
        packets.close();
    }
}
