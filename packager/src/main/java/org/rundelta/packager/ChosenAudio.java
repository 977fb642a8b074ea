package org.rundelta.packager;

/**
 * An audio track that a title gets.
 *
 * @param input that has it
 * @param description goes before what the input says
 */
record ChosenAudio(MediaInput input, AudioTrack track, TrackDescription description) {
    ChosenAudio {
        description = description.orElse(track.description());
    }

    ChosenAudio withRole(String role) {
        return new ChosenAudio(input, track, new TrackDescription(description.language(), role, description.label()));
    }
}
