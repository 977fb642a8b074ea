package org.rundelta.codec.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Coded frames in, pictures out; docs/bitstream.md, "Configuration record", "Frame data" and "Malformed input". */
final class ReferenceDecoder {
    private final int width;
    private final int height;
    private final int chroma;
    private final List<Band> bands;
    /** Of each slice, as the primer left them, or as reset. */
    private List<Models> start = new ArrayList<>();

    private final List<Grid> primer = new ArrayList<>();
    private final List<Models> models;
    /** Null before the first keyframe, and after a malformed frame. */
    private Grid picture;

    /** Those of the picture; null with chroma format 0. */
    private Components components;

    /** Begins with the configuration record. */
    ReferenceDecoder(byte[] configuration) throws MalformedException {
        if (configuration.length < 12) {
            throw new MalformedException("a configuration record of " + configuration.length + " bytes");
        }
        if (configuration[0] != 8 || configuration[1] != 0) {
            throw new MalformedException("version " + configuration[0] + ", profile " + configuration[1]);
        }
        this.width = size(configuration, 2);
        this.height = size(configuration, 6);
        int slices = configuration[10] & 0xFF;
        if (slices < 1 || slices > 16 || slices > (height + 15) / 16) {
            throw new MalformedException(slices + " slices");
        }
        chroma = configuration[11] & 0xFF;
        if (chroma > 2) {
            throw new MalformedException("chroma format " + chroma);
        }
        bands = Band.of(width, height, slices);
        bands.forEach(band -> start.add(new Models(width, band.height())));
        if (configuration.length > 12) {
            readPrimer(configuration);
        }
        models = new ArrayList<>(start);
    }

    private void readPrimer(byte[] configuration) throws MalformedException {
        ReferenceDecoder decoder = new ReferenceDecoder(Arrays.copyOf(configuration, 12));
        int position = 12;
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

    int slices() {
        return bands.size();
    }

    Grid decode(byte[] frame) throws MalformedException {
        Grid previous = picture;
        picture = null;
        List<FrameHeader> headers = new ArrayList<>();
        List<DecisionSource> sources = new ArrayList<>();
        for (byte[] slice : Slices.split(frame, bands.size())) {
            FrameHeader header = FrameHeader.parse(slice);
            headers.add(header);
            sources.add(new RangeReader(slice, header.size()));
        }
        picture = decode(headers, previous, sources);
        return picture;
    }

    /** Decodes slices with the given headers, whose decisions come from anywhere. */
    Grid decode(List<FrameHeader> headers, List<? extends DecisionSource> sources) throws MalformedException {
        Grid previous = picture;
        picture = null;
        picture = decode(headers, previous, sources);
        return picture;
    }

    private Grid decode(List<FrameHeader> headers, Grid previous, List<? extends DecisionSource> sources)
            throws MalformedException {
        check(headers, previous != null);
        Grid decoded = new Grid(width, height);
        Components made = chroma == 0 ? null : new Components(width, height, chroma);
        for (int k = 0; k < bands.size(); k++) {
            FrameHeader header = headers.get(k);
            Grid referred = header.type() == FrameHeader.PRIMED ? primer.get(header.reference()) : previous;
            Components old = header.type() == FrameHeader.PRIMED ? Components.of(referred, chroma) : components;
            Band band = bands.get(k);
            Components ofSlice = chroma == 0 ? null : new Components(width, band.height(), chroma);
            decoded.paste(decodeSlice(k, header, referred, sources.get(k), old, ofSlice), band.top());
            if (made != null) {
                made.paste(ofSlice, band.top());
            }
        }
        components = made;
        return decoded;
    }

    private void check(List<FrameHeader> headers, boolean mayRefer) throws MalformedException {
        boolean isKeyframe = headers.get(0).isKeyframe();
        if (!isKeyframe && !mayRefer) {
            throw new MalformedException("no keyframe to begin with");
        }
        if (chroma == 0 && headers.stream().anyMatch(header -> header.quantiser() >= 0)) {
            throw new MalformedException("a quantiser without photographic blocks");
        }
        if (headers.stream().anyMatch(header -> header.isKeyframe() != isKeyframe)) {
            throw new MalformedException("slices of a keyframe and others");
        }
        List<Integer> references = headers.stream()
                .filter(header -> header.type() == FrameHeader.PRIMED)
                .map(FrameHeader::reference)
                .distinct()
                .toList();
        if (references.size() > 1) {
            throw new MalformedException("slices that refer to pictures " + references);
        }
        if (references.stream().anyMatch(reference -> reference >= primer.size())) {
            throw new MalformedException("no picture " + references + " in the primer");
        }
    }

    /** The pixels of a slice. */
    private Grid decodeSlice(
            int slice, FrameHeader header, Grid referred, DecisionSource source, Components old, Components made)
            throws MalformedException {
        Band band = bands.get(slice);
        if (header.type() == FrameHeader.REPEAT) {
            if (made != null) {
                made.take(old, band.top());
            }
            return referred.rows(band.top(), band.bottom());
        }
        if (header.isKeyframe()) {
            models.set(slice, new Models(start.get(slice)));
        }
        boolean isKeyframe = header.type() == FrameHeader.KEYFRAME;
        Models ofSlice = models.get(slice);
        Decisions data = new Decisions(ofSlice.contexts(), source);
        boolean hasQuantiser = header.quantiser() >= 0;
        List<Vector> candidates = isKeyframe ? List.of(Vector.ZERO) : Vector.readCandidates(data);
        ChangeMap map = isKeyframe
                ? hasQuantiser ? ChangeMap.readOfKeyframe(data, band) : ChangeMap.ofKeyframe(band)
                : ChangeMap.read(data, band, candidates, hasQuantiser);
        MixedResiduals residuals = header.isMixed() ? new MixedResiduals(data, ofSlice, width, band.height()) : null;
        MixedFlags flags = header.isMixed() ? new MixedFlags(data, ofSlice.flags(), width, band.height()) : null;
        Literals literals = new Literals(data, header.tolerance(), residuals, width, band.height());
        Grid decoded = new Grid(width, band.height());
        Pixels.Before before = isKeyframe ? null : new Pixels.Before(referred, band.top());
        Pixels pixels = new Pixels(data, ofSlice, map, flags, literals, decoded, before);
        pixels.copyBlocks();
        if (made != null) {
            made.makeCopied(map, decoded, isKeyframe ? null : old, band.top());
            if (hasQuantiser) {
                new PhotoBlocks(data, map, header, made, isKeyframe ? null : old, band.top()).read();
                made.colourPhotos(map, decoded);
            }
        }
        pixels.read();
        if (made != null) {
            made.makeGraphic(map, decoded);
        }
        return decoded;
    }
}
