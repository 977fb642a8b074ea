package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_COMMENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DUB;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_HEARING_IMPAIRED;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_VISUAL_IMPAIRED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.rundelta.packager.AudioTrack;
import org.rundelta.packager.LanguageTag;
import org.rundelta.packager.TrackDescription;

/** What an input says of its audio tracks. */
final class AudioTracks {
    private static final int MAX_LABEL = 200;

    private AudioTracks() {}

    static List<AudioTrack> of(OpenedInput input) {
        AVStream best = input.best(AVMEDIA_TYPE_AUDIO);
        List<AudioTrack> tracks = new ArrayList<>();
        for (int i = 0; best != null && i < input.context().nb_streams(); i++) {
            AVStream stream = input.context().streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                tracks.add(new AudioTrack(tracks.size() + 1, i == best.index(), description(stream)));
            }
        }
        return tracks;
    }

    private static TrackDescription description(AVStream stream) {
        LanguageTag language =
                tag(stream, "language").flatMap(LanguageTag::find).orElse(null);
        return new TrackDescription(
                language, role(stream.disposition()), tag(stream, "title").orElse(null));
    }

    private static String role(int disposition) {
        if ((disposition & AV_DISPOSITION_COMMENT) != 0) {
            return "commentary";
        }
        if ((disposition & AV_DISPOSITION_VISUAL_IMPAIRED) != 0) {
            return "description";
        }
        if ((disposition & AV_DISPOSITION_HEARING_IMPAIRED) != 0) {
            return "enhanced-audio-intelligibility";
        }
        return (disposition & AV_DISPOSITION_DUB) != 0 ? "dub" : null;
    }

    /** What a tag says, as one line of bounded length. */
    private static Optional<String> tag(AVStream stream, String name) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), name, null, 0);
        String value = entry == null
                ? ""
                : entry.value().getString().replaceAll("\\p{C}+", " ").strip();
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(value.substring(0, Math.min(value.length(), MAX_LABEL)));
    }
}
