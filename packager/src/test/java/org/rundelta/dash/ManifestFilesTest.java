package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFilesTest {
    @Test
    void namesEachFileOnceInOrder() throws ManifestException {
        assertThat(ManifestFiles.of(Mpds.title()))
                .containsExactly(
                        "thumb/init.mp4",
                        "thumb/1.m4s",
                        "thumb/2.m4s",
                        "thumb/3.m4s",
                        "thumb/4.m4s",
                        "exact/init.mp4",
                        "exact/1.m4s",
                        "exact/2.m4s",
                        "exact/3.m4s",
                        "exact/4.m4s",
                        "audio/init.mp4",
                        "audio/00001.m4s",
                        "audio/00002.m4s");
    }

    @Test
    void baseUrlsResolveLevelByLevel() throws ManifestException {
        assertThat(ManifestFiles.of(mpd("$Number$.m4s", "https://a.example/x/", "a/b", "c/", "./d%20e/")))
                .containsExactly("a/c/d e/1.m4s");
        assertThat(ManifestFiles.of(mpd("$Number$.m4s", "a/b", "c/", "d", "e/")))
                .containsExactly("a/c/e/1.m4s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/../../x",
                "..",
                "%2e%2e/x",
                "a/%2e%2e%2fx",
                "..%5cx",
                "/x",
                "//host/x",
                "https://a.example/x",
                "file:x",
                "a?b",
                "a#b",
                "a b",
                "a%zz",
                "a%00b",
                ".",
                "a/"
            })
    void refusesUrlsThatNameNoFileInTheFolder(String url) {
        assertThatThrownBy(() -> ManifestFiles.of(mpd(url, "./", "./", "./", "./")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "a/../b/", "/", "https://a.example/"})
    void refusesBaseUrlsThatLeaveTheFolder(String url) {
        assertThatThrownBy(() -> ManifestFiles.of(mpd("x", "./", "./", url, "./")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(url);
    }

    @Test
    void refusesWhatHasNoSegments() {
        Representation representation = Representation.video("a", 1, "rdv1.8.0", 1, 1, "1:1", "1");
        AdaptationSet set = AdaptationSet.video(0, List.of(representation));
        Mpd mpd = new Mpd(
                List.of(Mpd.LIVE_PROFILE),
                null,
                Duration.ofSeconds(1),
                List.of(),
                null,
                List.of(new Period(null, null, null, List.of(), List.of(set))));
        assertThatThrownBy(() -> ManifestFiles.of(mpd))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("representation a has no SegmentTemplate");
    }

    /** A short manifest that would take minutes, or more memory than there is. */
    @Test
    void refusesWhatNamesTooMuch() {
        assertOverLimit(3, "a", "$Number$", 400_000, "more than 1000000 files");
        assertOverLimit(1, "a", "x".repeat(1000) + "$Number$", 400_000, "more than 134217728 characters");
        assertOverLimit(3, "a", "x".repeat(1000) + "$Number$", 50_000, "more than 134217728 characters together");
        assertOverLimit(1, "a".repeat(10_000), "$RepresentationID$".repeat(1000), 1, "more than 8192 characters");
    }

    private static void assertOverLimit(int count, String id, String media, int segments, String message) {
        SegmentTimeline timeline = new SegmentTimeline(List.of(new S(0L, 1, segments - 1)));
        SegmentTemplate template = new SegmentTemplate(1L, null, null, null, null, media, timeline);
        Representation representation =
                Representation.video(id, 1, "rdv1.1.0", 1, 1, "1:1", "1").in(template);
        AdaptationSet set = AdaptationSet.video(0, Collections.nCopies(count, representation));
        Period period = new Period(null, null, null, List.of(), List.of(set));
        Mpd mpd = new Mpd(List.of(Mpd.LIVE_PROFILE), null, Duration.ofSeconds(1), List.of(), null, List.of(period));
        assertThatThrownBy(() -> ManifestFiles.of(mpd))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(message);
    }

    /** One segment, with base URLs at every level from the MPD down. */
    private static Mpd mpd(String media, String root, String period, String set, String representation) {
        SegmentTemplate template =
                new SegmentTemplate(1L, null, null, null, null, media, new SegmentTimeline(List.of(new S(0L, 1, 0))));
        Representation encoding = new Representation(
                "r",
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                base(representation),
                null,
                null,
                template);
        AdaptationSet content = new AdaptationSet(
                0L,
                null,
                null,
                null,
                true,
                null,
                false,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                base(set),
                null,
                null,
                List.of(encoding));
        Period time = new Period(null, null, null, base(period), List.of(content));
        return new Mpd(List.of(Mpd.LIVE_PROFILE), null, Duration.ofSeconds(1), base(root), null, List.of(time));
    }

    private static List<BaseUrl> base(String url) {
        return List.of(new BaseUrl(null, url));
    }
}
