package org.rundelta.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    private final PictureOptions options;
    private final boolean hasSources;
    private final Planes[] planes;
    private final List<SliceEncoder> slices = new ArrayList<>();
    /** Of the primer; empty for none. */
    private final List<StoredPicture> primerPictures;

    private boolean started;
    private boolean kept;
    private boolean canRecall;
    private boolean isKeyframe;

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
        this.options = new PictureOptions(
                config.chroma() == ChromaFormat.NONE ? EncoderOptions.NO_QUANTISER : options.quantiser());
        hasSources = !options.isLossless();
        List<Primer> primers = primed.primers();
        primerPictures = primers.isEmpty() ? List.of() : primers.get(0).pictures();
        planes = Planes.of(config);
        Planes[] sources = options.isLossless() ? planes : Planes.ofSources(config);
        for (int k = 0; k < planes.length; k++) {
            slices.add(new SliceEncoder(planes[k], sources[k], primers.isEmpty() ? null : primers.get(k), options));
        }
    }

    /** The picture coded last, as a decoder has it; a new one each time. */
    public Picture decoded() {
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
        return encode(picture, keyframe, options);
    }

    /**
     * As {@link #encode(Picture, boolean)}, with options of this picture's own.
     *
     * @throws IllegalArgumentException also if they ask for photographic blocks, and the configuration has none or the
     *     encoder was told to be lossless, or have offsets for pictures of another size
     */
    public CodedFrame encode(Picture picture, boolean keyframe, PictureOptions how) {
        if (picture.width() != config.width() || picture.height() != config.height()) {
            throw new IllegalArgumentException("picture of " + picture.width() + "x" + picture.height()
                    + " given to an encoder of " + config.width() + "x" + config.height());
        }
        requirePossible(how);
        canRecall = kept;
        kept = false;
        isKeyframe = keyframe || !started;
        started = true;
        runner.run(slices.size(), k -> slices.get(k).load(picture, how));
        isKeyframe = isKeyframe || isCut();
        return isKeyframe ? keyframe() : code(SliceEncoder::delta);
    }

    private void requirePossible(PictureOptions how) {
        if (how.hasPhoto() && (config.chroma() == ChromaFormat.NONE || !hasSources)) {
            throw new IllegalArgumentException("this encoder has no photographic blocks");
        }
        if (!how.offsets().fits(config.width(), config.height())) {
            throw new IllegalArgumentException(
                    "offsets for another size than " + config.width() + "x" + config.height());
        }
    }

    private CodedFrame keyframe() {
        int reference = primerPictures.isEmpty() ? 0 : refer();
        return code(slice -> slice.keyframe(reference));
    }

    private CodedFrame code(Function<SliceEncoder, byte[]> coding) {
        byte[][] coded = new byte[slices.size()][];
        runner.run(coded.length, k -> coded[k] = coding.apply(slices.get(k)));
        return new CodedFrame(SlicedFrame.join(coded), isKeyframe);
    }

    /** Keeps what was learnt up to now, so that the next picture can be coded {@link #again}; takes a copy of it. */
    public void keep() {
        kept = true;
        slices.forEach(SliceEncoder::keep);
    }

    /**
     * Codes the last picture again, in place of what was coded.
     *
     * @throws IllegalStateException unless {@link #keep} was called before that picture
     * @throws IllegalArgumentException as {@link #encode(Picture, boolean, PictureOptions)}
     */
    public CodedFrame again(PictureOptions how) {
        requirePossible(how);
        recall(how);
        if (isKeyframe) {
            return keyframe();
        }
        runner.run(slices.size(), k -> slices.get(k).decide());
        return code(SliceEncoder::delta);
    }

    /**
     * Codes nothing in place of what was coded of the last picture: the one before is shown on.
     *
     * @throws IllegalStateException as {@link #again}, and if it was a keyframe
     */
    public CodedFrame skip() {
        if (isKeyframe) {
            throw new IllegalStateException("a keyframe cannot be skipped");
        }
        recall(options);
        canRecall = false;
        return code(SliceEncoder::repeat);
    }

    private void recall(PictureOptions how) {
        if (!canRecall) {
            throw new IllegalStateException("nothing was kept to code the picture again");
        }
        slices.forEach(slice -> slice.again(how));
    }

    /** About how many bytes of the last frame its photographic blocks take. */
    public int photoBytes() {
        return slices.stream().mapToInt(SliceEncoder::photoBytes).sum();
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
        primerPictures.get(best).copyTo(planes[0].previous());
        planes[0].convertPrevious();
        return best;
    }
}
