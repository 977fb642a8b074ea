package org.rundelta.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {
    @Test
    void webVttIsReadWhole() throws TextException {
        CueSheet sheet = read("""
                WEBVTT - a title
                Kind: captions

                STYLE
                ::cue { color: yellow }

                REGION
                id:top

                NOTE this is
                not shown

                first
                00:01.000 --> 00:02.500 align:left  line:0
                <v Ann>Hello &amp; welcome</v>
                on two lines

                100:00:00.000 --> 1000:00:00.001
                late

                STYLE
                ::cue { color: red }

                00:00:03.000 --> 00:00:04.000
                no empty line before
                00:00:04.000 --> 00:00:05.000
                the next
                """);
        assertThat(sheet.header()).isEqualTo("WEBVTT\n\nSTYLE\n::cue { color: yellow }\n\nREGION\nid:top");
        assertThat(text(sheet)).isEqualTo("""
                1000-2500 first [align:left  line:0] <v Ann>Hello &amp; welcome</v>|on two lines
                3000-4000  [] no empty line before
                4000-5000  [] the next
                360000000-3600000001  [] late""");
    }

    @Test
    void subRipBecomesWebVtt() throws TextException {
        assertThat(text(read("""
                1
                00:00:01,000 --> 00:00:02,5 X1:100 X2:200
                {\\an8}<font color="#ff0000"><I>Hello</I></font> & <b >bye</b>

                still <the> same &amp; a<b

                00:00:09.000 --> 00:00:10,000
                3
                out of order

                2
                00:00:03,000 --> 00:00:04,000

                4
                07:00 --> 07:01
                short
                """))).isEqualTo("""
                1000-2500  [] <i>Hello</i> &amp; <b>bye</b>|still  same &amp; a&lt;b
                9000-10000  [] 3|out of order
                420000-421000  [] short""");
    }

    @Test
    void ttmlIsFlattened() throws TextException {
        assertThat(text(read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
                    xmlns:m="http://www.w3.org/ns/ttml#metadata" ttp:frameRate="25" ttp:tickRate="1000">
                  <head><styling><style/></styling></head>
                  <body begin="10s">
                    <div>
                      <p begin="00:00:01.5" end="00:00:02:05"><m:desc>not shown</m:desc>one <span>&lt;two&gt;</span><br/>
                         three</p>
                      <p begin="3000t" dur="50f"/>
                      <p begin="0.1m" dur="500ms"><span end="0.2s">a</span><span begin="200ms">b</span></p>
                    </div>
                    <div end="20s"><p begin="15s">to the end of the div</p></div>
                  </body>
                </tt>
                """))).isEqualTo("""
                11500-12200  [] one &lt;two&gt;|three
                16000-16200  [] a
                16200-16500  [] b
                25000-30000  [] to the end of the div""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void endsOfLinesAndTheByteOrderMarkDoNotMatter(String end) throws TextException {
        String vtt = "\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\na\nb";
        String srt = "\uFEFF1\n00:00:01,000 --> 00:00:02,000\na\nb\n\n";
        for (String file : new String[] {vtt, srt}) {
            assertThat(text(read(file.replace("\n", end)))).isEqualTo("1000-2000  [] a|b");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "WEBVTT\\n\\n00:01.000 -> 00:02.000\\na; 4: \"a\" is no time",
                "WEBVTT\\n\\n00:01.000 --> 00:0x.000\\na; 3: \"00:01.000 --> 00:0x.000\" is no time such as 00:00:01.000 --> 00:00:02.500",
                "WEBVTT\\n\\n00:03.000 --> 00:02.000\\na; 3: \"00:03.000 --> 00:02.000\" ends before it begins",
                "WEBVTT\\n\\nlost text\\n\\n; 3: after \"lost text\" there is no time of a cue",
                "WEBVTTX; 1: it begins with more than WEBVTT",
                "[Script Info]\\nTitle: x; 1: \"[Script Info]\" comes before any time; give a file of WebVTT, SRT or TTML",
                "1\\n00:00:01,000 --> 00:00:02,000\\na\\n\\n2\\n00:00:03,000 --> soon\\nb; 6: \"00:00:03,000 --> soon\" is no time such as 00:00:01.000 --> 00:00:02.500",
                "1\\n00:00:01,000 --> 00:00:02,000\\na\\n\\n2\\n00:00:03,000 -> 00:00:04,000\\nb; 6: \"00:00:03,000 -> 00:00:04,000\" is no time",
                "<html/>; 1: the root is not tt of TTML, but \"html\"",
                "<tt xmlns='http://www.w3.org/ns/ttml'>\\n<body><p begin='later'>a</p></body></tt>; 2: begin=\"later\" is no time such as 00:00:01.500, 00:00:01:12 or 1.5s",
                "<tt xmlns='http://www.w3.org/ns/ttml'>\\n<body><p begin='1s'>a</p></body></tt>; 2: nothing says when the p that ends here ends; give it end or dur",
                "<tt xmlns='http://www.w3.org/ns/ttml'>\\n\\n<body>; 3: XML document structures must start and end within the same entity.",
                "<!DOCTYPE tt [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\\n<tt xmlns='http://www.w3.org/ns/ttml'>&e</tt>; 1: a document type declaration is not allowed"
            })
    void aBrokenFileIsNamedWithTheLine(String file, String message) {
        assertThatThrownBy(() -> read(file.replace("\\n", "\n").replace("\\", "")))
                .isInstanceOf(TextException.class)
                .hasMessageStartingWith("a.srt: line " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16LE"})
    void otherEncodingsAreRefused(String charset) {
        byte[] file = "WEBVTT\n\n00:01.000 --> 00:02.000\n\u00fcber".getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> TextReader.read(file, "a.vtt"))
                .isInstanceOf(TextException.class)
                .hasMessageStartingWith("a.vtt: line ")
                .hasMessageEndingWith(
                        " is not UTF-8; convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8");
    }

    @Test
    void anEmptyFileHasNoCues() throws TextException {
        assertThat(read("").cues()).isEmpty();
        assertThat(read("WEBVTT").cues()).isEmpty();
    }

    private static CueSheet read(String file) throws TextException {
        return TextReader.read(file.getBytes(StandardCharsets.UTF_8), "a.srt");
    }

    private static String text(CueSheet sheet) {
        return sheet.cues().stream()
                .map(cue -> cue.start().toMillis() + "-" + cue.end().toMillis() + " " + cue.id() + " [" + cue.settings()
                        + "] " + cue.payload().replace("\n", "|"))
                .collect(Collectors.joining("\n"));
    }
}
