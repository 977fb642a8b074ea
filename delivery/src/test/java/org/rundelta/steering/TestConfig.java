package org.rundelta.steering;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Configurations for tests: a title "film" of 4 Mbit/s, and edges. */
final class TestConfig {
    static final SteeredTitle FILM = new SteeredTitle("film", SteeredTitle.MANIFEST, 4e6);
    static final Duration TTL = Duration.ofSeconds(60);
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final List<Pathway> pathways = new ArrayList<>();
    private final List<SteeredTitle> titles = new ArrayList<>(List.of(FILM));
    private PrefixTable networks = PrefixTable.EMPTY;

    TestConfig edge(String id, double capacity, String... networks) {
        pathways.add(new Pathway(id, url(id), Set.of(networks), capacity, false, false, null));
        return this;
    }

    TestConfig origin(String id) {
        pathways.add(new Pathway(id, url(id), Set.of(), 1, true, false, null));
        return this;
    }

    TestConfig clone(String id, String of) {
        pathways.add(new Pathway(id, url(id), Set.of(), 1, false, false, of));
        return this;
    }

    TestConfig pathway(Pathway pathway) {
        pathways.add(pathway);
        return this;
    }

    TestConfig title(SteeredTitle title) {
        titles.add(title);
        return this;
    }

    TestConfig networks(PrefixTable table) {
        networks = table;
        return this;
    }

    /** What is known once checks have found this. */
    static PathwayStates states(SteeringConfig config, List<PathwayHealth> health) {
        PathwayStates states = new PathwayStates(config);
        for (int place = 0; place < health.size(); place++) {
            states.set(place, health.get(place));
        }
        return states;
    }

    private static URI url(String id) {
        return URI.create("https://" + id + ".example/titles/");
    }

    SteeringConfig make() {
        return new SteeringConfig(null, TTL, INTERVAL, networks, List.of(), pathways, titles);
    }
}
