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
            checkSamplingRate(audio);
            checkChannels(audio);
        }
    }

    private void checkCodecs(SampleEntry entry) throws Mp4Exception {
        String expected = CodecString.of(entry);
        if (!expected.equals(representation.codecs()) && !isHighEfficiency(representation.codecs(), expected)) {
            findings.add(
                    manifest,
                    "@codecs of representation " + representation.id() + " is " + representation.codecs(),
                    expected + ", as its sample entry says");
        }
    }

    /** HE-AAC may be signalled implicitly: its sample entry then is that of the AAC-LC inside (ISO/IEC 14496-3, 1.6.5). */
    static boolean isHighEfficiency(String stated, String described) {
        return described.equals("mp4a.40.2") && ("mp4a.40.5".equals(stated) || "mp4a.40.29".equals(stated));
    }

    /** The rate of HE-AAC is twice that of the AAC-LC inside. */
    private void checkSamplingRate(AudioSampleEntry audio) throws Mp4Exception {
        boolean doubled = isHighEfficiency(representation.codecs(), CodecString.of(audio))
                && representation.audioSamplingRate() != null
                && representation.audioSamplingRate() == 2L * audio.sampleRate();
        if (!doubled) {
            compare("@audioSamplingRate", representation.audioSamplingRate(), (long) audio.sampleRate());
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
