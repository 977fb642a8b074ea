package org.rundelta.mp4;

/**
 * How {@code stsd}, {@code dref} and most sample tables begin (ISO/IEC 14496-12, 8.5.2, 8.7.2, 8.6, 8.7):
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32 entry_count
 * </pre>
 */
final class EntryCount {
    private EntryCount() {}

    static long parse(BoxReader in) throws Mp4Exception {
        in.versionAndFlags(1);
        return in.u32("entry_count");
    }
}
