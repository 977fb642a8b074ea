package org.rundelta.codec.reference;

import java.util.ArrayList;
import java.util.List;

/** A motion vector in whole pixels, and the list of them; docs/bitstream.md, "Motion candidates". */
record Vector(int dx, int dy) {
    static final Vector ZERO = new Vector(0, 0);

    static List<Vector> readCandidates(Decisions data) {
        List<Vector> candidates = new ArrayList<>(List.of(ZERO));
        while (candidates.size() < 16 && data.bit("candidate", candidates.size()) == 1) {
            int dx = signed(data, "dx");
            int dy = signed(data, "dy");
            candidates.add(new Vector(dx, dy));
        }
        return candidates;
    }

    private static int signed(Decisions data, String set) {
        int m = data.length(set);
        if (m == 0) {
            return 0;
        }
        return data.bit(set, "sign") == 1 ? -m : m;
    }
}
