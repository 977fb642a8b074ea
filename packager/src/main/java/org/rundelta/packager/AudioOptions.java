package org.rundelta.packager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which audio a title gets.
 *
 * @param choices of tracks, none for no audio
 * @param codecs each track is encoded with each of them
 * @param bitrate of each, in bits per second; 0 for what suits the codec and the number of channels
 */
public record AudioOptions(List<AudioChoice> choices, List<AudioCodec> codecs, long bitrate) {
    /** All audio tracks of the input as AAC. */
    public static final AudioOptions DEFAULT =
            new AudioOptions(List.of(new AudioChoice.AllTracks()), List.of(AudioCodec.AAC), 0);

    /** The input's main audio track as AAC. */
    static final AudioOptions MAIN = new AudioOptions(List.of(new AudioChoice.MainTrack()), List.of(AudioCodec.AAC), 0);

    private static final String MAIN_ROLE = "main";
    private static final String ALTERNATE_ROLE = "alternate";

    public AudioOptions {
        choices = List.copyOf(choices);
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty() || bitrate < 0) {
            throw new IllegalArgumentException("no audio codec, or a bitrate below 0");
        }
    }

    List<AudioFormat> formats() {
        return codecs.stream().map(codec -> new AudioFormat(codec, bitrate)).toList();
    }

    /**
     * The tracks of a title made of this input, each with its role: players begin with the one whose role is
     * {@code main}, so there is one, unless the user gave roles that say otherwise.
     *
     * @throws IOException if an input cannot be read, or has no such track
     */
    List<ChosenAudio> tracks(MediaInput input) throws IOException {
        List<ChosenAudio> tracks = new ArrayList<>();
        for (AudioChoice choice : choices) {
            tracks.addAll(choice.of(input));
        }
        int main = main(tracks);
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).description().role() == null) {
                tracks.set(i, tracks.get(i).withRole(i == main ? MAIN_ROLE : ALTERNATE_ROLE));
            }
        }
        return tracks;
    }

    /** The index of the track to be called main; -1 if one is already, or all have other roles. */
    private static int main(List<ChosenAudio> tracks) {
        int first = -1;
        for (int i = tracks.size() - 1; i >= 0; i--) {
            String role = tracks.get(i).description().role();
            if (MAIN_ROLE.equals(role)) {
                return -1;
            }
            if (role == null
                    && (first < 0
                            || tracks.get(i).track().main()
                            || !tracks.get(first).track().main())) {
                first = i;
            }
        }
        return first;
    }
}
