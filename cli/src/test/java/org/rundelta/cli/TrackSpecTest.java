package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.packager.LanguageTag;

class TrackSpecTest {
    @ParameterizedTest
    @CsvSource({
        "film.srt, film.srt,,",
        "film.srt:en, film.srt, en,",
        "film.srt:pt-BR:caption, film.srt, pt-BR, caption",
        "1:fi, 1, fi,",
        "none, none,,",
        "C:\\films\\a.srt, C:\\films\\a.srt,,",
        "C:\\films\\a.srt:de, C:\\films\\a.srt, de,",
        "C:/films/a.srt:de:dub, C:/films/a.srt, de, dub",
        "part 1: begin.srt:en, part 1: begin.srt, en,",
        "a:b:en, a:b, en,",
        "https://example.org/a.mka, https://example.org/a.mka,,"
    })
    void isTakenApart(String text, String name, String language, String role) {
        TrackSpec spec = TrackSpec.parse(text);
        assertThat(spec.name()).isEqualTo(name);
        assertThat(spec.description().language()).isEqualTo(language == null ? null : new LanguageTag(language));
        assertThat(spec.description().role()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "a.srt:english, 'english' is no language; give a BCP 47 tag such as en",
        "a.srt:xx:caption, 'xx' is no language",
        "a.srt:en:captions, 'captions' is no role; give one of alternate"
    })
    void whatIsUnknownIsNamed(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackSpec.parse(text))
                .withMessageStartingWith(message);
    }
}
