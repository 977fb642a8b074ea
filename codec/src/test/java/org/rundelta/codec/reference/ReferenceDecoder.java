package org.rundelta.codec.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Coded frames in, pictures out; docs/bitstream.md, "Configuration record", "Frame data" and "Malformed input". */
final class ReferenceDecoder {
    private final int width;
    private final int height;
    /** As the primer left them, or as reset. */
    private Models start;

    private final List<Grid> primer = new ArrayList<>();
    private Models models;
    /** Null before the first keyframe, and after a malformed frame. */
    private Grid picture;

    /** Begins with the configuration record. */
    ReferenceDecoder(byte[] configuration) throws MalformedException {
        if (configuration.length < 10) {
            throw new MalformedException("a configuration record of " + configuration.length + " bytes");
        }
        if (configuration[0] != 3 || configuration[1] != 0) {
            throw new MalformedException("version " + configuration[0] + ", profile " + configuration[1]);
        }
        this.width = size(configuration, 2);
        this.height = size(configuration, 6);
        start = new Models(width, height);
        if (configuration.length > 10) {
            readPrimer(configuration);
        }
    }

    private void readPrimer(byte[] configuration) throws MalformedException {
        ReferenceDecoder decoder = new ReferenceDecoder(Arrays.copyOf(configuration, 10));
        int position = 10;
        while (position < configuration.length) {
            if (primer.size() == 4 || position + 4 > configuration.length) {
                throw new MalformedException("a primer with something after its frames");
            }
            long length = number(configuration, position);
            position += 4;
            if (length < 1 || length > configuration.length - position) {
                throw new MalformedException("a frame of " + length + " bytes in the primer");
            }
            primer.add(decoder.decode(Arrays.copyOfRange(configuration, position, position + (int) length)));
            position += (int) length;
        }
        start = decoder.models;
    }

    private static long number(byte[] bytes, int position) {
        long number = 0;
        for (int i = position; i < position + 4; i++) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }

    private static int size(byte[] configuration, int position) throws MalformedException {
        long size = number(configuration, position);
        if (size < 1 || size > 16384) {
            throw new MalformedException("width or height " + size);
        }
        return (int) size;
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
        boolean isPrimed = header.type() == FrameHeader.PRIMED;
        if (isPrimed && header.reference() >= primer.size()) {
            throw new MalformedException("no picture " + header.reference() + " in the primer");
        }
        if (!isKeyframe && !isPrimed && previous == null) {
            throw new MalformedException("no keyframe to begin with");
        }
        if (header.type() == FrameHeader.REPEAT) {
            return previous;
        }
        if (isKeyframe || isPrimed) {
            models = new Models(start);
        }
        Decisions data = new Decisions(models.contexts(), source);
        ChangeMap map = isKeyframe ? ChangeMap.ofKeyframe(width, height) : readMap(data);
        MixedResiduals residuals = header.isMixed() ? new MixedResiduals(data, models, width, height) : null;
        MixedFlags flags = header.isMixed() ? new MixedFlags(data, models.flags(), width, height) : null;
        Literals literals = new Literals(data, header.tolerance(), residuals, width, height);
        Grid decoded = new Grid(width, height);
        Grid referred = isPrimed ? primer.get(header.reference()) : previous;
        new Pixels(data, models, map, flags, literals, decoded, isKeyframe ? null : referred).read();
        return decoded;
    }

    private ChangeMap readMap(Decisions data) throws MalformedException {
        List<Vector> candidates = Vector.readCandidates(data);
        return ChangeMap.read(data, width, height, candidates);
    }
}
