package org.rundelta.cli;

import java.util.List;
import org.rundelta.packager.VideoCodec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the video of a title is coded with. */
final class CodecOption {
    /** The name of a codec. */
    private static final class Converter implements ITypeConverter<VideoCodec> {
        @Override
        public VideoCodec convert(String value) {
            try {
                return VideoCodec.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Option(
            names = "--codec",
            paramLabel = "CODEC",
            split = ",",
            converter = Converter.class,
            description =
                    "Codecs of the video, separated by commas: rdv1, h264, hevc, vp9, av1 (default: rdv1). Of several,"
                            + " each gets all rungs of the ladder and an AdaptationSet.")
    private List<VideoCodec> codecs = List.of(VideoCodec.RDV1);

    List<VideoCodec> value() {
        return codecs;
    }

    /** What the ids of a codec's rungs end in, so that those of several differ. */
    String suffix(VideoCodec codec) {
        return codecs.size() == 1 ? "" : "-" + codec;
    }
}
