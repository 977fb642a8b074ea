package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MpdReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsAFile() throws Exception {
        Path file = Files.write(folder.resolve("manifest.mpd"), MpdWriter.write(Mpds.title()));
        assertThat(MpdReader.read(file)).isEqualTo(Mpds.title());
    }

    @Test
    void passesOverWhatTheRecordsHaveNoPlaceFor() throws ManifestException {
        String foreign = """
                <?xml version="1.0"?>
                <!-- as another packager might write it -->
                <m:MPD xmlns:m="urn:mpeg:dash:schema:mpd:2011" xmlns:x="urn:example" id="7"
                       profiles="urn:a , urn:b" minBufferTime="P0Y0M0DT0H0M1.500S" x:more="1">
                  <m:ProgramInformation><m:Title>Period &amp; more</m:Title></m:ProgramInformation>
                  <x:Period id="not this one"><x:AdaptationSet/></x:Period>
                  <m:BaseURL>
                    https://a.example/?x=1&amp;y=2
                  </m:BaseURL>
                  <m:Period duration="PT10S">
                    <m:EventStream schemeIdUri="urn:e"><m:Event>1</m:Event></m:EventStream>
                    <m:AdaptationSet segmentAlignment="1" maxWidth="1920">
                      <m:Label>one</m:Label>
                      <m:SegmentTemplate timescale="10" duration="40" media="$RepresentationID$/$Time$.m4s"/>
                      <m:Representation id="a" bandwidth="1000" scanType="progressive"/>
                      <m:Representation id="b" bandwidth="2000">
                        <m:SegmentTemplate startNumber="0" initialization="b.mp4"/>
                      </m:Representation>
                    </m:AdaptationSet>
                    <m:AdaptationSet/>
                  </m:Period>
                </m:MPD>
                """;
        Mpd mpd = read(foreign);
        assertThat(mpd.profiles()).containsExactly("urn:a", "urn:b");
        assertThat(mpd.minBufferTime()).isEqualTo(Duration.ofMillis(1500));
        assertThat(mpd.baseUrls()).containsExactly(new BaseUrl(null, "https://a.example/?x=1&y=2"));
        assertThat(mpd.periods()).hasSize(1);
        AdaptationSet set = mpd.periods().get(0).adaptationSets().get(0);
        assertThat(set.segmentAlignment()).isTrue();
        assertThat(ManifestFiles.of(mpd))
                .containsExactly("a/0.m4s", "a/40.m4s", "a/80.m4s", "b.mp4", "b/0.m4s", "b/40.m4s", "b/80.m4s");
        assertThat(set.segmentTemplateOf(set.representations().get(1)).segments(Duration.ofSeconds(10)))
                .containsExactly(new Segment(0, 0, 40), new Segment(1, 40, 40), new Segment(2, 80, 20));
    }

    /** Of all levels, the lower completing or replacing what is above (ISO/IEC 23009-1, 5.3.9.1). */
    @Test
    void segmentsByListsAndFromThePeriod() throws Exception {
        Mpd mpd = read("""
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="p" minBufferTime="PT1S">
                  <Location>next.mpd</Location>
                  <Period duration="PT5S">
                    <SegmentTemplate timescale="10" duration="20" media="$RepresentationID$-$Number$.m4s"/>
                    <AdaptationSet>
                      <Representation id="t" bandwidth="1"/>
                    </AdaptationSet>
                    <AdaptationSet>
                      <Representation id="l" bandwidth="1">
                        <BaseURL>all.mp4</BaseURL>
                        <SegmentList timescale="10" duration="20" presentationTimeOffset="7" startNumber="3">
                          <Initialization range="0-99"/>
                          <SegmentURL mediaRange="100-199"/>
                          <SegmentURL mediaRange="200-249"/>
                        </SegmentList>
                      </Representation>
                    </AdaptationSet>
                  </Period>
                  <Period duration="PT5S">
                    <AdaptationSet>
                      <SegmentList timescale="2">
                        <Initialization sourceURL="i.mp4"/>
                        <SegmentTimeline><S t="4" d="6"/><S d="4"/></SegmentTimeline>
                      </SegmentList>
                      <Representation id="m" bandwidth="1">
                        <SegmentList><SegmentURL media="1.m4s"/><SegmentURL media="2.m4s"/></SegmentList>
                      </Representation>
                    </AdaptationSet>
                  </Period>
                </MPD>
                """);
        assertThat(mpd.locations()).containsExactly("next.mpd");
        assertThat(located(mpd, 0, 0).media())
                .extracting(LocatedSegments.MediaSegment::place)
                .containsExactly(new FileRange("t-1.m4s"), new FileRange("t-2.m4s"), new FileRange("t-3.m4s"));
        LocatedSegments list = located(mpd, 0, 1);
        assertThat(list.initialization()).isEqualTo(new FileRange("", new ByteRange(0, 99)));
        assertThat(list.media())
                .containsExactly(
                        new LocatedSegments.MediaSegment(
                                new Segment(3, 7, 20), new FileRange("", new ByteRange(100, 199))),
                        new LocatedSegments.MediaSegment(
                                new Segment(4, 27, 20), new FileRange("", new ByteRange(200, 249))));
        assertThat(list.startMs(1)).isEqualTo(2000);
        LocatedSegments completed = located(mpd, 1, 0);
        assertThat(completed.initialization()).isEqualTo(new FileRange("i.mp4"));
        assertThat(completed.media())
                .containsExactly(
                        new LocatedSegments.MediaSegment(new Segment(1, 4, 6), new FileRange("1.m4s")),
                        new LocatedSegments.MediaSegment(new Segment(2, 10, 4), new FileRange("2.m4s")));
        assertThat(ManifestFiles.of(mpd))
                .containsExactlyInAnyOrder("t-1.m4s", "t-2.m4s", "t-3.m4s", "all.mp4", "i.mp4", "1.m4s", "2.m4s");
    }

    private static LocatedSegments located(Mpd mpd, int period, int set) throws Exception {
        Period of = mpd.periods().get(period);
        AdaptationSet sets = of.adaptationSets().get(set);
        return LocatedSegments.of(
                sets, sets.representations().get(0), TimeWindow.of(mpd.durationOf(of)), range -> null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bandwidth=\"120000\" | bandwidth=\"fast\" | @bandwidth cannot be \"fast\"",
                "bandwidth=\"120000\" | | Representation@bandwidth 0 is not from 1 to 4294967295",
                "id=\"thumb\" | id=\"\" | Representation@id is missing or has white space",
                "width=\"640\" | width=\"-640\" | Representation@width -640 is not from 1",
                "frameRate=\"10\" | frameRate=\"10.5\" | Representation@frameRate is not a rate",
                "minBufferTime=\"PT2S\" | | MPD@minBufferTime is missing",
                "minBufferTime=\"PT2S\" | minBufferTime=\"P1M\" | @minBufferTime cannot be \"P1M\"",
                "type=\"static\" | type=\"dynamic\" | MPD@availabilityStartTime is missing in a dynamic MPD",
                "type=\"static\" | type=\"dynamic\" availabilityStartTime=\"2026-01-31T12:00:00Z\" | unsupported MPD: its type"
                        + " is \"dynamic\"",
                "type=\"static\" | type=\"dynamic\" availabilityStartTime=\"noon\" | @availabilityStartTime cannot be \"noon\"",
                "type=\"static\" | type=\"sometimes\" | MPD@type is neither static nor dynamic",
                "d=\"15015\" | d=\"0\" | S@d 0 is not from 1",
                "segmentAlignment=\"true\" | segmentAlignment=\"maybe\" | @segmentAlignment cannot be \"maybe\"",
                "<BaseURL>./</BaseURL> | <BaseURL/> | BaseURL is empty",
                "<S d=\"15015\"/> | <S/> | S@d 0 is not from 1",
                "schema:mpd:2011 | schema:mpd:2099 | not an MPD: the root element is not MPD of namespace",
                "</Period> | | malformed MPD in line",
            })
    void saysWhatIsWrongInOneLine(String good, String bad, String message) throws Exception {
        String document = MpdWriterTest.golden();
        assertThat(document).contains(good);
        assertThatThrownBy(() -> read(document.replace(good, bad == null ? "" : bad)))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("some.mpd: ")
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void refusesDocumentTypesAndEntities() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        String external = "<!DOCTYPE MPD [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>";
        String bomb = "<!DOCTYPE MPD [<!ENTITY a 'aaaaaaaaaa'><!ENTITY e '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
        String outside = "<!DOCTYPE MPD SYSTEM '" + secret.toUri() + "'>";
        for (String declaration : new String[] {external, bomb, outside}) {
            String document = declaration + "<MPD xmlns='" + MpdBinding.NAMESPACE
                    + "' profiles='urn:a' minBufferTime='PT1S'><BaseURL>&e;</BaseURL><Period id='p'/></MPD>";
            assertThatThrownBy(() -> read(document))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageContaining("document type declaration is not allowed");
        }
        assertThatThrownBy(() -> read(MpdWriterTest.golden().replace("./<", "&e;<")))
                .isInstanceOf(ManifestException.class);
    }

    @Test
    void refusesDocumentsOverTheLimit() {
        assertThatThrownBy(() -> MpdReader.read(new byte[MpdReader.MAX_BYTES + 1], "big.mpd"))
                .isInstanceOf(ManifestException.class)
                .hasMessage("big.mpd: MPD over the limit of 8388608 bytes");
        String deep = "<MPD xmlns='" + MpdBinding.NAMESPACE + "' profiles='urn:a'>" + "<a>".repeat(100_000);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(ManifestException.class);
        assertThatThrownBy(() -> read("<a>".repeat(100_000))).isInstanceOf(ManifestException.class);
    }

    /** Quick for any document: a search that starts anew at each space takes minutes here, for the largest days. */
    @Test
    void readsLongRowsOfWhiteSpace() throws Exception {
        String space = " ".repeat(400_000);
        String document = MpdWriterTest.golden().replace("urn:mpeg:dash:profile:cmaf:2019", "urn:a" + space + "b");
        assertThat(read(document).profiles()).containsExactly(Mpd.LIVE_PROFILE, "urn:a" + space + "b");
    }

    @Test
    void damagedDocumentsGiveAnMpdOrAManifestException() throws Exception {
        byte[] good = MpdWriter.write(Mpds.title());
        for (int length = 0; length < good.length; length += 7) {
            readAnything(Arrays.copyOf(good, length));
        }
        for (int seed = 0; seed < 1500; seed++) {
            Random random = new Random(seed);
            byte[] bad = seed % 2 == 0 ? good.clone() : MpdWriter.write(Mpds.random(random));
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                int at = random.nextInt(bad.length);
                bad[at] = random.nextBoolean() ? (byte) (bad[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt(256);
            }
            readAnything(bad);
        }
    }

    @Test
    void documentsWithPartsMovedGiveAnMpdOrAManifestException() throws Exception {
        String[] parts = MpdWriterTest.golden().split("(?=<)|(?= [a-z])");
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            String[] moved = parts.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                moved[random.nextInt(parts.length)] = random.nextBoolean() ? "" : parts[random.nextInt(parts.length)];
            }
            readAnything(String.join("", moved).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Any exception but the declared one fails the test. */
    private static void readAnything(byte[] document) {
        try {
            Mpd mpd = MpdReader.read(document, "damaged.mpd");
            assertThat(ManifestFiles.of(mpd)).noneMatch(file -> Path.of(file).startsWith(".."));
        } catch (ManifestException e) {
            assertThat(e).message().isNotBlank().hasLineCount(1);
        }
    }

    private static Mpd read(String document) throws ManifestException {
        return MpdReader.read(document.getBytes(StandardCharsets.UTF_8), "some.mpd");
    }

    @Test
    void leavesOutOfALadderWhatTakesAsMuchAsALargerPicture() {
        Representation small = Representation.video("small", 300, "rdv1.8.0", 640, 360, "1:1", "10");
        Representation exact = Representation.video("exact", 200, "rdv1.8.0", 1280, 720, "1:1", "30");
        Representation tiny = Representation.video("tiny", 100, "rdv1.8.0", 64, 36, "1:1", "10");
        Representation near = Representation.video("near", 400, "rdv1.8.0", 1280, 720, "1:1", "30");
        assertThat(AdaptationSet.video(0, List.of(small, near, exact, tiny)).ladder())
                .containsExactly(tiny, exact, near);
    }
}
