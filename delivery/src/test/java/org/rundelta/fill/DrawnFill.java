package org.rundelta.fill;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Catalogues, popularity and edges, drawn or made by hand. */
final class DrawnFill {
    private final Random random;

    DrawnFill(long seed) {
        random = new Random(seed);
    }

    static CatalogueTitle title(String id, long companions, long manifests, long... rungs) {
        List<TitlePart> parts = new ArrayList<>();
        for (int i = 0; i < rungs.length; i++) {
            parts.add(new TitlePart("r" + i, rungs[i], List.of()));
        }
        return new CatalogueTitle(
                id,
                parts,
                new TitlePart(TitlePart.COMPANIONS, companions, List.of()),
                new TitlePart(TitlePart.MANIFESTS, manifests, List.of()));
    }

    static Catalogue catalogue(CatalogueTitle... titles) {
        TreeMap<String, CatalogueTitle> byId = new TreeMap<>();
        for (CatalogueTitle title : titles) {
            byId.put(title.id(), title);
        }
        return new Catalogue(byId);
    }

    static FillEdge edge(String id, String region, long capacity, long uplink, String parent) {
        return new FillEdge(
                id,
                region,
                capacity,
                uplink,
                URI.create("http://" + id + "/"),
                URI.create("http://" + id + ":9000/"),
                Optional.ofNullable(parent));
    }

    static FillNetwork network(long uplink, FillEdge... edges) {
        return new FillNetwork(URI.create("http://origin/"), uplink, List.of(edges));
    }

    Catalogue catalogue() {
        CatalogueTitle[] titles = new CatalogueTitle[1 + random.nextInt(30)];
        for (int i = 0; i < titles.length; i++) {
            long[] rungs = random.longs(1 + random.nextInt(4), 0, 5000).toArray();
            titles[i] = title("t" + i, random.nextInt(500), random.nextInt(50), rungs);
        }
        return catalogue(titles);
    }

    /** Of whatever there is, each title, region and rung once. */
    List<Views> popularity(Catalogue catalogue) {
        List<Views> popularity = new ArrayList<>();
        for (CatalogueTitle title : catalogue.titles().values()) {
            for (int region = 0; region < 3; region++) {
                if (random.nextInt(4) > 0) {
                    popularity.add(new Views(title.id(), "region" + region, random.nextInt(1000), ""));
                }
                if (random.nextInt(4) == 0) {
                    popularity.add(new Views(title.id(), "region" + region, random.nextInt(1000), "r0"));
                }
            }
        }
        return popularity;
    }

    FillNetwork network() {
        FillEdge[] edges = new FillEdge[1 + random.nextInt(6)];
        for (int i = 0; i < edges.length; i++) {
            String parent = i > 0 && random.nextBoolean() ? "e" + random.nextInt(i) : null;
            edges[i] = edge(
                    "e" + i,
                    "region" + random.nextInt(3),
                    1 + random.nextInt(60_000),
                    1 + random.nextInt(9000),
                    parent);
        }
        return network(1 + random.nextInt(20_000), edges);
    }
}
