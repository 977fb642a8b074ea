package org.rundelta.steering;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a steering server steers: which players, by what, to where. Servers with the same configuration give the same answers.
 */
public final class SteeringConfig {
    private static final Duration MAX_TTL = Duration.ofDays(1);
    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_INTERVAL = Duration.ofHours(1);

    private final URI url;
    private final Duration ttl;
    private final Duration checkInterval;
    private final PrefixTable networks;
    private final List<IpPrefix> trustedProxies;
    private final List<Pathway> pathways;
    private final Map<String, SteeredTitle> titles = new LinkedHashMap<>();

    /**
     * Checks and keeps it.
     *
     * @param url where players reach the servers, or null for where they asked
     * @param ttl after which players ask again
     * @param checkInterval how long an edge may be named after it was last seen with a title
     * @param networks which network an address is in
     * @param trustedProxies whose {@code X-Forwarded-For} is believed
     * @throws IllegalArgumentException if something contradicts something, in one line
     */
    SteeringConfig(
            URI url,
            Duration ttl,
            Duration checkInterval,
            PrefixTable networks,
            List<IpPrefix> trustedProxies,
            List<Pathway> pathways,
            List<SteeredTitle> titles) {
        this.url = url;
        this.ttl = ttl;
        this.checkInterval = checkInterval;
        this.networks = networks;
        this.trustedProxies = List.copyOf(trustedProxies);
        this.pathways = List.copyOf(pathways);
        check(url == null || url.getRawAuthority() != null, "url " + url + " is not that of a server");
        check(ttl.toSeconds() >= 1 && ttl.compareTo(MAX_TTL) <= 0, "ttl is not from 1 to 86400 seconds");
        check(
                checkInterval.compareTo(MIN_INTERVAL) >= 0 && checkInterval.compareTo(MAX_INTERVAL) <= 0,
                "check-interval is not from 0.1 to 3600 seconds");
        checkPathways();
        check(!titles.isEmpty(), "there are no titles; list some");
        for (SteeredTitle title : titles) {
            check(this.titles.put(title.id(), title) == null, "title " + title.id() + " is there twice; keep one");
        }
    }

    private void checkPathways() {
        Set<String> ids = new HashSet<>();
        Set<URI> urls = new HashSet<>();
        Set<String> known = networks.networks();
        check(!pathways.isEmpty(), "there are no edges; list some");
        for (Pathway pathway : pathways) {
            String where = "edge " + pathway.id() + ": ";
            check(ids.add(pathway.id()), where + "another has the same id; ids tell edges apart");
            check(urls.add(pathway.url().normalize()), where + "another has the same url; keep one of them");
            for (String network : pathway.networks()) {
                check(
                        known.contains(network),
                        where + "network " + network + " has no prefix in the table of networks");
            }
        }
        for (Pathway pathway : pathways) {
            if (pathway.cloneOf() != null) {
                checkClone(pathway);
            }
        }
    }

    /** All that players change of the URLs of the other is the name of the host. */
    private void checkClone(Pathway clone) {
        String where = "edge " + clone.id() + ": ";
        Pathway base = pathways.stream()
                .filter(other -> other.id().equals(clone.cloneOf()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(where + "there is no edge " + clone.cloneOf() + " to clone"));
        check(base.cloneOf() == null, where + "edge " + base.id() + " is a clone itself; name the one it is of");
        boolean isAlike = base.url().getScheme().equalsIgnoreCase(clone.url().getScheme())
                && base.url().getPort() == clone.url().getPort()
                && base.url().getRawPath().equals(clone.url().getRawPath());
        check(isAlike, where + "a clone's url differs in its host alone from that of edge " + base.id());
    }

    private static void check(boolean isRight, String problem) {
        if (!isRight) {
            throw new IllegalArgumentException(problem);
        }
    }

    URI url() {
        return url;
    }

    Duration ttl() {
        return ttl;
    }

    Duration checkInterval() {
        return checkInterval;
    }

    PrefixTable networks() {
        return networks;
    }

    boolean isTrustedProxy(IpAddress address) {
        return trustedProxies.stream().anyMatch(prefix -> prefix.contains(address));
    }

    List<Pathway> pathways() {
        return pathways;
    }

    /** By their ids, in the order of the configuration. */
    Map<String, SteeredTitle> titles() {
        return titles;
    }
}
