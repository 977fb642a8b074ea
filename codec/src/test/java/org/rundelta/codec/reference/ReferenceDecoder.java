package org.rundelta.codec.reference;

import java.util.List;

/** Coded frames in, pictures out; docs/bitstream.md, "Configuration record", "Frame data" and "Malformed input". */
final class ReferenceDecoder {
    private final int width;
    private final int height;
    private Models models;
    /** Null before the first keyframe, and after a malformed frame. */
    private Grid picture;

    /** Begins with the configuration record. */
    ReferenceDecoder(byte[] configuration) throws MalformedException {
        if (configuration.length < 10) {
            throw new MalformedException("a configuration record of " + configuration.length + " bytes");
        }
        if (configuration[0] != 2 || configuration[1] != 0) {
            throw new MalformedException("version " + configuration[0] + ", profile " + configuration[1]);
        }
        this.width = size(configuration, 2);
        this.height = size(configuration, 6);
    }

    private static int size(byte[] configuration, int position) throws MalformedException {
        int size = 0;
        for (int i = position; i < position + 4; i++) {
            size = size << 8 | configuration[i] & 0xFF;
        }
        if (size < 1 || size > 16384) {
            throw new MalformedException("width or height " + size);
        }
        return size;
    }

    Grid decode(byte[] frame) throws MalformedException {
        Grid previous = picture;
        picture = null;
        FrameHeader header = FrameHeader.parse(frame);
        picture = decode(header, previous, new RangeReader(frame, header.size()));
        return picture;
    }

    /** Decodes a frame with the given header, whose decisions come from anywhere. */
    Grid decode(FrameHeader header, DecisionSource source) throws MalformedException {
        Grid previous = picture;
        picture = null;
        picture = decode(header, previous, source);
        return picture;
    }

    private Grid decode(FrameHeader header, Grid previous, DecisionSource source) throws MalformedException {
        boolean isKeyframe = header.type() == FrameHeader.KEYFRAME;
        if (!isKeyframe && previous == null) {
            throw new MalformedException("no keyframe to begin with");
        }
        if (header.type() == FrameHeader.REPEAT) {
            return previous;
        }
        if (isKeyframe) {
            models = new Models();
        }
        Decisions data = new Decisions(models.contexts(), source);
        ChangeMap map = isKeyframe ? ChangeMap.ofKeyframe(width, height) : readMap(data);
        MixedResiduals residuals = header.isMixed() ? new MixedResiduals(data, models, width, height) : null;
        MixedFlags flags = header.isMixed() ? new MixedFlags(data, models.flags(), width, height) : null;
        Literals literals = new Literals(data, header.tolerance(), residuals, width, height);
        Grid decoded = new Grid(width, height);
        new Pixels(data, models, map, flags, literals, decoded, isKeyframe ? null : previous).read();
        return decoded;
    }

    private ChangeMap readMap(Decisions data) throws MalformedException {
        List<Vector> candidates = Vector.readCandidates(data);
        return ChangeMap.read(data, width, height, candidates);
    }
}
