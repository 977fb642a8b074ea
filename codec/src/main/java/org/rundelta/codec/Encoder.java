package org.rundelta.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rundelta.codec.frame.Planes;
import org.rundelta.codec.frame.Primer;
import org.rundelta.codec.frame.SlicedFrame;
import org.rundelta.codec.frame.StoredPicture;
import org.rundelta.codec.search.Relation;

/**
 * Codes pictures one after the other. Equal pictures and options give equal bytes on every machine. Not safe for use
 * by several threads at once, but may use several for the slices of a picture.
 */
public final class Encoder {
    private final CodecConfig config;
    private final SliceRunner runner;
    private final int quantiser;
    private final List<Planes> planes;
    private final List<SliceEncoder> slices = new ArrayList<>();
    /** Of the primer; empty for none. */
    private final List<StoredPicture> primerPictures;

    private boolean started;

    /**
     * An encoder for pictures of one configuration.
     *
     * @throws IllegalArgumentException if the primer of the configuration is malformed
     */
    public Encoder(CodecConfig config, EncoderOptions options) {
        this(PrimedConfig.of(config), options);
    }

    /** An encoder that shares its primer with others. */
    public Encoder(PrimedConfig primed, EncoderOptions options) {
        this(primed, options, SliceRunner.IN_TURN);
    }

    /** An encoder that shares its primer with others, with somebody to code the slices. */
    public Encoder(PrimedConfig primed, EncoderOptions options, SliceRunner runner) {
        config = primed.config();
        this.runner = runner;
        quantiser = options.quantiser();
        List<Primer> primers = primed.primers();
        primerPictures = primers.isEmpty() ? List.of() : primers.get(0).pictures();
        planes = Planes.of(config);
        List<Planes> sources = options.isLossless() ? planes : Planes.ofSources(config);
        for (int k = 0; k < planes.size(); k++) {
            slices.add(new SliceEncoder(
                    planes.get(k), sources.get(k), primers.isEmpty() ? null : primers.get(k), options));
        }
    }

    /** The picture coded last, as a decoder has it. */
    Picture decoded() {
        Picture picture = new Picture(config.width(), config.height());
        for (Planes slice : planes) {
            slice.current().store(picture, slice.top());
        }
        return picture;
    }

    /** What was learnt up to here, as what each slice starts from; this encoder must not be used any more. */
    List<Primer> toPrimers(List<StoredPicture> pictures) {
        return slices.stream().map(slice -> slice.toPrimer(pictures)).toList();
    }

    /**
     * Codes the next picture; the picture is not kept. Where another scene begins, it becomes a keyframe unasked: that is
     * smaller.
     *
     * @param keyframe whether it must decode on its own; the first picture always does
     * @throws IllegalArgumentException if the picture's size is not the configuration's
     */
    public CodedFrame encode(Picture picture, boolean keyframe) {
        return encode(picture, keyframe, quantiser);
    }

    /**
     * As {@link #encode(Picture, boolean)}, with a quantiser for the photographic blocks of this picture alone. Keyframes
     * are coded three finer.
     *
     * @param pictureQuantiser 0 to {@value EncoderOptions#MAX_QUANTISER}, or {@link EncoderOptions#NO_QUANTISER} for none
     */
    public CodedFrame encode(Picture picture, boolean keyframe, int pictureQuantiser) {
        if (picture.width() != config.width() || picture.height() != config.height()) {
            throw new IllegalArgumentException("picture of " + picture.width() + "x" + picture.height()
                    + " given to an encoder of " + config.width() + "x" + config.height());
        }
        boolean isKeyframe = keyframe || !started;
        started = true;
        byte[][] coded = new byte[slices.size()][];
        runner.run(coded.length, k -> slices.get(k).load(picture, pictureQuantiser));
        isKeyframe = isKeyframe || isCut();
        if (isKeyframe) {
            int reference = primerPictures.isEmpty() ? 0 : refer();
            runner.run(coded.length, k -> coded[k] = slices.get(k).keyframe(reference));
        } else {
            runner.run(coded.length, k -> coded[k] = slices.get(k).delta());
        }
        return new CodedFrame(SlicedFrame.join(coded), isKeyframe);
    }

    /** Decides how to code the picture with reference to the one before; whether it is better coded on its own. */
    private boolean isCut() {
        Relation[] relations = new Relation[slices.size()];
        runner.run(relations.length, k -> relations[k] = slices.get(k).decide());
        return Stream.of(relations).reduce(Relation.NONE, Relation::plus).isCut();
    }

    /** Makes that picture of the primer the previous one from which fewest blocks differ; its index. */
    private int refer() {
        int[][] counts = new int[slices.size()][];
        runner.run(counts.length, k -> counts[k] = slices.get(k).countChanges());
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < primerPictures.size(); i++) {
            int sum = 0;
            for (int[] ofSlice : counts) {
                sum += ofSlice[i];
            }
            if (sum < fewest) {
                fewest = sum;
                best = i;
            }
        }
        primerPictures.get(best).copyTo(planes.get(0).previous());
        planes.get(0).convertPrevious();
        return best;
    }
}
