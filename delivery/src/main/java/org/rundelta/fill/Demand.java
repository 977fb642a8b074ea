package org.rundelta.fill;

/** How often the rungs of one title are watched in one region, and how many of its edges have each by now. */
final class Demand {
    final CatalogueTitle title;
    final String region;
    final double[] views;
    final int[] copies;

    Demand(CatalogueTitle title, String region) {
        this.title = title;
        this.region = region;
        this.views = new double[title.rungs().size()];
        this.copies = new int[title.rungs().size()];
    }

    /** Counts views of one rung, or, with an empty name, of all of them. */
    boolean add(String rung, long count) {
        if (rung.isEmpty()) {
            for (int i = 0; i < views.length; i++) {
                views[i] += (double) count / views.length;
            }
            return true;
        }
        for (int i = 0; i < views.length; i++) {
            if (title.rungs().get(i).name().equals(rung)) {
                views[i] += count;
                return true;
            }
        }
        return false;
    }
}
