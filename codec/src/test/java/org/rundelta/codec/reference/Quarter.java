package org.rundelta.codec.reference;

/** What is known of a quarter of a block; docs/bitstream.md, "Photographic blocks". */
final class Quarter {
    /** Has a kind of its own. */
    enum Kind {
        NONE,
        LATER,
        COPIED,
        SKIPPED,
        INTER,
        INTRA
    }

    static final Quarter OUTSIDE = new Quarter();

    Kind kind = Kind.NONE;
    Vector vector;
    int mode = 1;
    /** Of photographic blocks. */
    int quantiser;

    boolean isCoded;
    boolean isParted;

    /** Whether its samples can be predicted from. */
    boolean isKnown() {
        return kind != Kind.NONE && kind != Kind.LATER;
    }

    boolean isPhotographic() {
        return kind == Kind.SKIPPED || kind == Kind.INTER || kind == Kind.INTRA;
    }
}
