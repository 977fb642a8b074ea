package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriReferenceTest {
    /** The examples of RFC 3986, 5.4, except those with a fragment, and opaque ones. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            g, http://a/b/c/g
            ./g, http://a/b/c/g
            g/, http://a/b/c/g/
            /g, http://a/g
            //g, http://g
            ?y, http://a/b/c/d;p?y
            g?y, http://a/b/c/g?y
            ;x, http://a/b/c/;x
            g;x, http://a/b/c/g;x
            '', http://a/b/c/d;p?q
            ., http://a/b/c/
            ./, http://a/b/c/
            .., http://a/b/
            ../, http://a/b/
            ../g, http://a/b/g
            ../.., http://a/
            ../../g, http://a/g
            ../../../g, http://a/g
            /./g, http://a/g
            /../g, http://a/g
            g., http://a/b/c/g.
            ..g, http://a/b/c/..g
            ./../g, http://a/b/g
            ./g/., http://a/b/c/g/
            g/../h, http://a/b/c/h
            g;x=1/../y, http://a/b/c/y
            g?y/../x, http://a/b/c/g?y/../x
            https://b/../x y, https://b/x%20y
            """)
    void examplesOfTheStandard(String reference, String target) throws ManifestException {
        assertThat(UriReference.resolve(URI.create("http://a/b/c/d;p?q"), reference))
                .isEqualTo(URI.create(target));
    }

    @Test
    void charactersThatUrisDoNotHave() throws ManifestException {
        assertThat(UriReference.resolve(URI.create("http://a"), "ä b|c%20d"))
                .isEqualTo(URI.create("http://a/%C3%A4%20b%7Cc%20d"));
    }

    @ParameterizedTest
    @CsvSource({"http://[a/, malformed URL", "mailto:x, names no file", "%zz, malformed URL"})
    void refusals(String reference, String reason) {
        assertThatThrownBy(() -> UriReference.resolve(URI.create("http://a/b"), reference))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void locationsAreAllCombinations() throws ManifestException {
        Mpd title = Mpds.title();
        Period period = new Period(
                "0",
                null,
                null,
                List.of(new BaseUrl(null, "x/"), new BaseUrl("far", "http://far.example/")),
                title.periods().get(0).adaptationSets());
        Mpd mpd = new Mpd(
                title.profiles(), Duration.ofSeconds(1), Duration.ZERO, title.baseUrls(), null, List.of(period));
        AdaptationSet set = period.adaptationSets().get(0);
        assertThat(Location.of(
                        URI.create("http://a/b/m.mpd"),
                        mpd,
                        period,
                        set,
                        set.representations().get(0)))
                .containsExactly(
                        new Location("near", URI.create("https://near.example/title/x/")),
                        new Location("far", URI.create("http://far.example/")),
                        new Location(null, URI.create("http://a/b/x/")),
                        new Location("far", URI.create("http://far.example/")));
    }

    @Test
    void periodsFollowEachOther() {
        Period first = new Period(null, null, Duration.ofSeconds(3), List.of(), List.of());
        Period second = new Period(null, null, null, List.of(), List.of());
        Period third = new Period(null, Duration.ofSeconds(10), null, List.of(), List.of());
        Mpd mpd = new Mpd(
                List.of(Mpd.FULL_PROFILE),
                Duration.ofSeconds(15),
                Duration.ZERO,
                List.of(),
                null,
                List.of(first, second, third));
        assertThat(mpd.startOf(second)).isEqualTo(Duration.ofSeconds(3));
        assertThat(mpd.durationOf(first)).isEqualTo(Duration.ofSeconds(3));
        assertThat(mpd.durationOf(second)).isEqualTo(Duration.ofSeconds(7));
        assertThat(mpd.durationOf(third)).isEqualTo(Duration.ofSeconds(5));
    }
}
