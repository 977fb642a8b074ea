package org.rundelta.packager;

import java.util.Locale;

/** How a title has its text. */
public enum TextFormat {
    /** One WebVTT file beside the media, which players load at once and show as it is, styles and all. */
    VTT,
    /** WebVTT in MP4 segments as long as the video's (ISO/IEC 14496-30). */
    WVTT;

    /** What the command line calls it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
