package org.rundelta.mp4;

/**
 * Box {@code hdlr} (ISO/IEC 14496-12, 8.4.3), which says what kind of media a track holds:
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32 pre_defined
 *   u32 handler_type            vide, soun, text, ...
 *   12 bytes reserved
 *   string name                 up to a zero
 * </pre>
 */
record HandlerType(String code) {
    static final HandlerType VIDEO = new HandlerType("vide");
    static final HandlerType AUDIO = new HandlerType("soun");
    static final HandlerType TEXT = new HandlerType("text");

    static HandlerType parse(BoxReader in) throws Mp4Exception {
        in.versionAndFlags(0);
        in.skip(4, "pre_defined");
        return new HandlerType(in.fourCc("handler_type"));
    }

    void write(BoxWriter out) {
        out.fullBox("hdlr", 0, 0, () -> {
            out.zeros(4);
            out.fourCc(code);
            out.zeros(12);
            out.u8(0); // no name
        });
    }
}
