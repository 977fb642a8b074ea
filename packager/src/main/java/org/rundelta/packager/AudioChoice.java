package org.rundelta.packager;

import java.io.IOException;
import java.util.List;

/** Audio tracks that a title is to have. */
public sealed interface AudioChoice {
    /** All tracks of the title's input. */
    record AllTracks() implements AudioChoice {
        @Override
        public List<ChosenAudio> of(MediaInput input) throws IOException {
            return input.audioTracks().stream()
                    .map(track -> new ChosenAudio(input, track, TrackDescription.NONE))
                    .toList();
        }
    }

    /** The main track of the title's input, if it has audio. */
    record MainTrack() implements AudioChoice {
        @Override
        public List<ChosenAudio> of(MediaInput input) throws IOException {
            return new AllTracks()
                    .of(input).stream().filter(chosen -> chosen.track().main()).toList();
        }
    }

    /**
     * One track of the title's input.
     *
     * @param number from 1
     * @param description goes before what the input says
     */
    record OneTrack(int number, TrackDescription description) implements AudioChoice {
        @Override
        public List<ChosenAudio> of(MediaInput input) throws IOException {
            List<AudioTrack> tracks = input.audioTracks();
            if (number < 1 || number > tracks.size()) {
                throw new IOException(input.name() + ": it has no audio track " + number + ", but "
                        + (tracks.isEmpty() ? "none" : "1 to " + tracks.size()) + "; choose another, or none");
            }
            return List.of(new ChosenAudio(input, tracks.get(number - 1), description));
        }
    }

    /**
     * The main track of another file, which begins together with the video.
     *
     * @param description goes before what the file says
     */
    record OtherFile(MediaInput file, TrackDescription description) implements AudioChoice {
        @Override
        public List<ChosenAudio> of(MediaInput input) throws IOException {
            List<ChosenAudio> main = new MainTrack().of(file);
            if (main.isEmpty()) {
                throw new IOException(file.name() + ": no audio in it; give another file, or leave it out");
            }
            return List.of(new ChosenAudio(file, main.get(0).track(), description));
        }
    }

    /**
     * What it stands for.
     *
     * @throws IOException if an input cannot be read, or has no such track
     */
    List<ChosenAudio> of(MediaInput input) throws IOException;
}
