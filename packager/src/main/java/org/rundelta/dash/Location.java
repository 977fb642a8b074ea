package org.rundelta.dash;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where the files of a representation are served: of the alternatives that base URLs on all levels make, one
 * (ISO/IEC 23009-1, 5.6).
 *
 * @param pathway the {@code serviceLocation} of the lowest base URL that has one, or null
 * @param base absolute, against which the URLs of segments resolve
 */
public record Location(String pathway, URI base) {
    private static final int MAX_LOCATIONS = 100;

    /**
     * All of a representation, as a client is to try them if nothing else is said.
     *
     * @param manifest where the MPD came from, after all redirections
     * @param period of the MPD; {@code set} is in it, and {@code representation} in that
     * @throws ManifestException if a URL is malformed, or there are more than {@value #MAX_LOCATIONS} of them
     */
    public static List<Location> of(
            URI manifest, Mpd mpd, Period period, AdaptationSet set, Representation representation)
            throws ManifestException {
        List<Location> locations = List.of(new Location(null, manifest));
        locations = below(locations, mpd.baseUrls());
        locations = below(locations, period.baseUrls());
        locations = below(locations, set.baseUrls());
        return below(locations, representation.baseUrls());
    }

    private static List<Location> below(List<Location> above, List<BaseUrl> alternatives) throws ManifestException {
        if (alternatives.isEmpty()) {
            return above;
        }
        if (above.size() * alternatives.size() > MAX_LOCATIONS) {
            throw new ManifestException("MPD over the limit: more than " + MAX_LOCATIONS
                    + " base URLs for the files of one representation");
        }
        List<Location> locations = new ArrayList<>();
        for (Location location : above) {
            for (BaseUrl alternative : alternatives) {
                String pathway =
                        alternative.serviceLocation() == null ? location.pathway : alternative.serviceLocation();
                locations.add(new Location(pathway, location.resolve(alternative.url())));
            }
        }
        return locations;
    }

    /**
     * The URL of a file.
     *
     * @param reference as the manifest has it; an empty one is the base itself
     * @throws ManifestException if it is malformed
     */
    public URI resolve(String reference) throws ManifestException {
        return UriReference.resolve(base, reference);
    }
}
