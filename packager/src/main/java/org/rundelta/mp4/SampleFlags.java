package org.rundelta.mp4;

/**
 * The flags of a sample in a fragment (ISO/IEC 14496-12, 8.8.3.1):
 *
 * <pre>
 *   u4 reserved, u2 is_leading
 *   u2 sample_depends_on                1: on others; 2: on none
 *   u2 sample_is_depended_on, u2 sample_has_redundancy, u3 sample_padding_value
 *   u1 sample_is_non_sync_sample
 *   u16 sample_degradation_priority
 * </pre>
 */
final class SampleFlags {
    private static final long DEPENDS_ON_NONE = 2L << 24;
    private static final long DEPENDS_ON_OTHERS = 1L << 24;
    private static final long NON_SYNC = 1L << 16;

    private SampleFlags() {}

    static long of(Sample sample) {
        return sample.sync() ? DEPENDS_ON_NONE : DEPENDS_ON_OTHERS | NON_SYNC;
    }

    static boolean isSync(long flags) {
        return (flags & NON_SYNC) == 0;
    }
}
