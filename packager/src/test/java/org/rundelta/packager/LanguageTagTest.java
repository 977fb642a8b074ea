package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {
    @ParameterizedTest
    @CsvSource({
        "en, en, eng",
        "eng, en, eng",
        "fin, fi, fin",
        "ger, de, deu",
        "deu, de, deu",
        "EN-gb, en-GB, eng",
        "pt-BR, pt-BR, por",
        "zh-Hans-CN, zh-Hans-CN, zho",
        "es-419, es-419, spa",
        "smn, smn, smn",
        "yue, yue, yue",
        "cmn, cmn, cmn",
        "mul, mul, mul",
        "zxx, zxx, zxx",
        "qaa, qaa, qaa",
        "sh, sh, und"
    })
    void knowsLanguages(String tag, String shortest, String iso639) {
        LanguageTag language = new LanguageTag(tag);
        assertThat(language.value()).isEqualTo(shortest);
        assertThat(language.iso639()).isEqualTo(iso639);
        assertThat(new LanguageTag(shortest)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"english", "xx", "en-XX", "de-Xxxx", "en_US", "", "und", "x-own", "e", "en-"})
    void refusesOthers(String tag) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LanguageTag(tag))
                .withMessage("'" + tag + "' is no language; give a BCP 47 tag such as en, fi or pt-BR");
        assertThat(LanguageTag.find(tag)).isEmpty();
    }

    @Test
    void everyLanguageOfTheJdkHasItsTag() {
        for (String language : java.util.Locale.getISOLanguages()) {
            String tag = java.util.Locale.forLanguageTag(language).toLanguageTag();
            assertThat(new LanguageTag(language).value()).isEqualTo(tag);
        }
    }
}
