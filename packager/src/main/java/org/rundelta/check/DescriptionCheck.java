package org.rundelta.check;

import java.util.List;
import org.rundelta.dash.Descriptor;
import org.rundelta.dash.Representation;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.CodecString;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SampleEntry;
import org.rundelta.mp4.VideoSampleEntry;

/** Checks what a manifest says of a representation against its sample entry. */
final class DescriptionCheck {
    private final String manifest;
    private final Representation representation;
    private final Findings findings;

    DescriptionCheck(String manifest, Representation representation, Findings findings) {
        this.manifest = manifest;
        this.representation = representation;
        this.findings = findings;
    }

    void run(SampleEntry entry) throws Mp4Exception {
        checkCodecs(entry);
        if (entry instanceof VideoSampleEntry video) {
            compare("@width", representation.width(), (long) video.width());
            compare("@height", representation.height(), (long) video.height());
        } else if (entry instanceof AudioSampleEntry audio) {
            compare("@audioSamplingRate", representation.audioSamplingRate(), (long) audio.sampleRate());
            checkChannels(audio);
        }
    }

    private void checkCodecs(SampleEntry entry) throws Mp4Exception {
        String expected = CodecString.of(entry);
        if (!expected.equals(representation.codecs())) {
            findings.add(
                    manifest,
                    "@codecs of representation " + representation.id() + " is " + representation.codecs(),
                    expected + ", as its sample entry says");
        }
    }

    private void checkChannels(AudioSampleEntry audio) {
        List<Descriptor> stated = representation.audioChannelConfigurations();
        if (audio.channels() >= 1 && audio.channels() <= 8 && !stated.isEmpty()) {
            Descriptor expected = Descriptor.audioChannels(String.valueOf(representation.codecs()), audio.channels());
            Descriptor same = stated.stream()
                    .filter(each -> each.schemeIdUri().equals(expected.schemeIdUri()))
                    .findFirst()
                    .orElse(expected);
            compare("AudioChannelConfiguration@value", same.value(), expected.value());
        }
    }

    private void compare(String what, Object found, Object expected) {
        findings.compare(manifest, what + " of representation " + representation.id(), found, expected);
    }
}
