package org.rundelta.abr;

import java.util.ArrayList;
import java.util.List;

/** All rules, by the name that a user chooses them by. */
public final class AbrRules {
    private static final List<Entry> TABLE = List.of(
            new Entry("throughput", (title, maxBufferMs) -> new ThroughputRule(title)),
            new Entry("bola", BolaRule::new),
            new Entry("bolae", BolaERule::new),
            new Entry("dynamic", DynamicRule::new),
            new Entry("bba", BbaRule::new),
            new Entry("mpc", RobustMpcRule::new),
            new Entry("foresight", ForesightRule::new));

    private AbrRules() {}

    private record Entry(String name, Factory factory) {}

    private interface Factory {
        AbrRule make(Title title, double maxBufferMs);
    }

    /** The names, in the order in which they are listed to users. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Entry entry : TABLE) {
            names.add(entry.name);
        }
        return names;
    }

    /**
     * Makes a rule for one playback.
     *
     * @param maxBufferMs how much the client downloads ahead, at least two segments of the title
     * @throws IllegalArgumentException if there is none of that name
     */
    public static AbrRule make(String name, Title title, double maxBufferMs) {
        for (Entry entry : TABLE) {
            if (entry.name.equals(name)) {
                boolean hasChoice = title.utility(title.rungs() - 1) > 0;
                return hasChoice ? entry.factory.make(title, maxBufferMs) : seen -> Decision.of(0);
            }
        }
        throw new IllegalArgumentException(
                "no ABR rule is called " + name + "; there are " + String.join(", ", names()));
    }
}
