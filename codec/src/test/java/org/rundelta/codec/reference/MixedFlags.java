package org.rundelta.codec.reference;

import java.util.ArrayList;
import java.util.List;

/** How the candidates' flags of one mixed frame are read; docs/bitstream.md, "Mixed candidates". */
final class MixedFlags {
    static final int LITERAL = 7;

    private final Decisions data;
    private final Mixer mixer;
    private final Grid outcomes;

    MixedFlags(Decisions data, Mixer mixer, int width, int height) {
        this.data = data;
        this.mixer = mixer;
        this.outcomes = new Grid(width, height);
    }

    /** Whether W and N are literals. */
    boolean isAmongLiterals(Place place) {
        Place o = new Place(outcomes, place.x(), place.y());
        return o.w() == 8 && o.n() == 8;
    }

    /** Whether W or N is a literal. */
    boolean isBesideLiteral(Place place) {
        Place o = new Place(outcomes, place.x(), place.y());
        return o.w() == 8 || o.n() == 8;
    }

    /**
     * A pixel's flags.
     *
     * @param p the place P in the previous picture, or null in a keyframe
     * @param match the number that the page calls match
     */
    record Pixel(MixedFlags frame, Place place, Place p, int ending, int match) {
        private Place o() {
            return new Place(frame.outcomes, place.x(), place.y());
        }

        int readLiteral(int plain) {
            return read(LITERAL, plain, slopes());
        }

        int readCandidate(int kind, int plain, int colour) {
            int green = green(colour);
            int distances = Classes.f(green - green(place.w())) * 13 + Classes.f(green - green(place.n()));
            return read(kind, plain, slopes() * 169 + distances);
        }

        private int read(int kind, int plain, int slopeContext) {
            Place o = o();
            int set = (kind * 3 + ending) * 8 + (o.w() == 8 ? 1 : 0) + (o.n() == 8 ? 2 : 0) + (o.ne() == 8 ? 4 : 0);
            List<Mixer.Input> inputs = new ArrayList<>();
            inputs.add(new Mixer.Input(0, (plain * 8 + kind) * 19 + (kind == LITERAL ? 0 : match)));
            inputs.add(new Mixer.Input(3, (((o.w() * 9 + o.n()) * 9 + o.ne()) * 9 + o.nw()) * 3 + ending));
            inputs.add(new Mixer.Input(0, slopeContext));
            inputs.add(new Mixer.Input(3, changes() * 3 + ending));
            return frame.mixer.read(frame.data.source(), set, kind, inputs);
        }

        private int slopes() {
            int nw = green(place.nw());
            int n = green(place.n());
            return Classes.f(green(place.w()) - nw, n - nw, n - green(place.ne()));
        }

        private int changes() {
            if (p == null) {
                return 0;
            }
            int w = green(place.w());
            int around =
                    Classes.f(w - green(p.w()), green(place.n()) - green(p.n()), green(place.ne()) - green(p.ne()));
            return around * 13 + Classes.f(green(p.here()) - w) + 1;
        }

        /** Notes the number of the candidate taken, from 1, or 8 for a literal. */
        void note(int outcome) {
            frame.outcomes.set(place.x(), place.y(), outcome);
        }

        private static int green(int colour) {
            return Literals.channel(colour, 8);
        }
    }
}
