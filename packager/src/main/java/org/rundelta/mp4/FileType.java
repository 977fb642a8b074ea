package org.rundelta.mp4;

import java.util.ArrayList;
import java.util.List;

/**
 * The payload of {@code ftyp} and {@code styp} (ISO/IEC 14496-12, 4.3 and 8.16.2):
 *
 * <pre>
 *   u32 major_brand
 *   u32 minor_version
 *   u32 compatible_brands[]   up to the end of the box
 * </pre>
 */
record FileType(String majorBrand, List<String> compatibleBrands) {
    /** What a DASH media segment is that is also a CMAF segment (ISO/IEC 23009-1, 6.3.4.2; 23000-19, 7.3.3.1). */
    static final FileType SEGMENT = new FileType("msdh", List.of("msdh", "cmfs"));

    /**
     * {@code iso6} says all that our files need: movie fragments with offsets from their {@code moof} (since
     * {@code iso5}) and with {@code tfdt} version 1. {@code cmfc} and {@code dash} promise a CMAF header and a DASH
     * initialization segment: these have one track, coded in one way. {@code cmf2} promises besides that there is no edit list, samples that
     * are reordered having signed offsets instead, and that fragments need no defaults from here (23000-19, 7.7).
     */
    static FileType ofTracks(List<Track> tracks) {
        if (tracks.size() > 1 || tracks.get(0).entries().size() > 1) {
            return new FileType("iso6", List.of("iso6"));
        }
        boolean edited = tracks.get(0).mediaStart() > 0;
        return new FileType("iso6", edited ? List.of("iso6", "cmfc", "dash") : List.of("iso6", "cmfc", "cmf2", "dash"));
    }

    static FileType parse(BoxReader in) throws Mp4Exception {
        String majorBrand = in.fourCc("major_brand");
        in.u32("minor_version");
        List<String> brands = new ArrayList<>();
        while (in.remaining() >= 4) {
            brands.add(in.code("compatible_brands"));
        }
        in.note("compatible_brands", String.join(" ", brands));
        return new FileType(majorBrand, brands);
    }

    void write(BoxWriter out, String type) {
        out.box(type, () -> {
            out.fourCc(majorBrand);
            out.u32(0);
            compatibleBrands.forEach(out::fourCc);
        });
    }
}
