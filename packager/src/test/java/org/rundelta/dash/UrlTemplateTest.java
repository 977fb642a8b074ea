package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
    private static final Representation HIGH = Representation.video("hi$gh", 64000, "rdv1.8.0", 2, 2, "1:1", "30");
    private static final Segment SEGMENT = new Segment(7, 9_000_000_000L, 180_000);

    @ParameterizedTest
    @CsvSource({
        "plain.mp4, plain.mp4",
        "$RepresentationID$/$Number$.m4s, hi$gh/7.m4s",
        "$Number%05d$.m4s, 00007.m4s",
        "$Number$$$$Number%02d$, 7$07",
        "$Time%08d$-$Time%012d$, 9000000000-009000000000",
        "$Bandwidth$_$$_$$.m4s, 64000_$_$.m4s",
        "$$Number$$, $Number$",
        "$Number%099d$, "
                + "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000007",
    })
    void expands(String template, String url) throws ManifestException {
        assertThat(UrlTemplate.parse(template).expand(HIGH, SEGMENT)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$Number",
                "a$",
                "$Number%5d$",
                "$Number%0d$",
                "$Number%0100d$",
                "$RepresentationID%05d$",
                "$SubNumber$",
                "$number$",
                "$%05d$",
                "$ $"
            })
    void refusesWhatTheStandardDoesNotKnow(String template) {
        assertThatThrownBy(() -> UrlTemplate.parse(template))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining(template);
    }

    @Test
    void initializationMayNotDependOnTheSegment() {
        SegmentTemplate template = new SegmentTemplate(1L, null, 1L, null, "$Number$.mp4", "$Number$.m4s", null);
        assertThatThrownBy(() -> template.initializationUrl(HIGH))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("$Number$.mp4");
    }
}
