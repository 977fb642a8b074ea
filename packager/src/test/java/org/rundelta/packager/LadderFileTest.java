package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderFileTest {
    private static final Ladder EXAMPLE = new Ladder(List.of(
            new Rung(
                    "thumb",
                    new Fidelity.MaxError(8),
                    new OutputSize.Scaled(new BigDecimal("0.5")),
                    new FrameRate(10, 1),
                    VideoCodec.RDV1),
            new Rung("near", new Fidelity.MaxError(2), new OutputSize.Source(), null, VideoCodec.RDV1),
            Rung.lossless("exact")));

    @TempDir
    private Path folder;

    @Test
    void readsTheSample() throws Exception {
        assertThat(LadderFile.read(project().resolve("samples/ladder.yaml"))).isEqualTo(EXAMPLE);
    }

    @Test
    void readsTheExamplesInTheDocs() throws Exception {
        String page = Files.readString(project().resolve("docs/ladder.md"));
        assertThat(read("ladder.yaml", block(page, "yaml"))).isEqualTo(EXAMPLE);
        assertThat(read("ladder.json", block(page, "json")).rungs())
                .containsExactly(EXAMPLE.rungs().get(1), EXAMPLE.rungs().get(2));
    }

    @Test
    void readsTheLinesItWrites() throws Exception {
        List<Rung> rungs = List.of(
                new Rung(
                        "720",
                        new Fidelity.Quality(54),
                        new OutputSize.Source(),
                        new FrameRate(25, 3),
                        VideoCodec.RDV1),
                new Rung(
                        "small",
                        new Fidelity.Lossless(),
                        new OutputSize.Scaled(new BigDecimal("0.375")),
                        null,
                        VideoCodec.RDV1),
                new Rung(
                        "exactly",
                        new Fidelity.Bitrate(800_000, 900_000, 1_000_000),
                        new OutputSize.Exactly(new OutputSize.PictureSize(640, 361)),
                        null,
                        VideoCodec.H264),
                new Rung("near", new Fidelity.MaxError(2), new OutputSize.Source(), null, VideoCodec.RDV1));
        StringBuilder file = new StringBuilder("rungs:\n");
        rungs.forEach(rung -> file.append(LadderFile.line(rung)).append(" # a comment\n"));
        assertThat(read(file.toString()).rungs()).isEqualTo(rungs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id: a, quality: 50}, {id: b, quality: 50}",
                "{id: a, lossless: true}, {id: b, scale: 1.0, max-error: 0}",
                "{id: a}, {id: c, fps: 10}, {id: b, quality: 100}",
                "{id: a, scale: 0.5, fps: 10}, {id: b, scale: 0.50, fps: 20/2}",
                "{id: a, bitrate: 2M}, {id: b, bitrate: 2000k}"
            })
    void rungsThatRepeatEachOtherAreRefused(String rungs) {
        assertThatThrownBy(() -> read("rungs: [" + rungs + "]"))
                .isInstanceOf(LadderException.class)
                .hasMessageContaining("rungs a and b are the same but for their ids");
    }

    @Test
    void rungsMayDifferInAnything() throws Exception {
        assertThat(read("rungs: [{id: a, quality: 50}, {id: b, quality: 52}, {id: c, quality: 50, fps: 10},"
                                + " {id: d, quality: 50, scale: 0.5}, {id: e, bitrate: 1M}, {id: f, bitrate: 2M}]")
                        .rungs())
                .hasSize(6);
    }

    @Test
    void readsEveryKey() throws Exception {
        Ladder ladder = read("""
                rungs:
                  - id: low
                    bitrate: 800k
                    maxrate: 1.2M
                    bufsize: 2400000
                    size: 640x361
                    fps: 30000/1001
                    codec: h264
                  - {id: "720", quality: 75, fps: 12.5}
                  - {id: plain}
                """);
        assertThat(ladder.rungs())
                .containsExactly(
                        new Rung(
                                "low",
                                new Fidelity.Bitrate(800_000, 1_200_000, 2_400_000),
                                new OutputSize.Exactly(new OutputSize.PictureSize(640, 361)),
                                new FrameRate(30000, 1001),
                                VideoCodec.H264),
                        new Rung(
                                "720",
                                new Fidelity.Quality(75),
                                new OutputSize.Source(),
                                new FrameRate(25, 2),
                                VideoCodec.RDV1),
                        Rung.lossless("plain"));
    }

    @Test
    void readsJsonIndentedWithTabs() throws Exception {
        assertThat(read("ladder.json", "{\n\t\"rungs\": [\n\t\t{\"id\": \"exact\"}\n\t]\n}"))
                .isEqualTo(Ladder.LOSSLESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-eror: 2 | key \"max-eror\" is not known; known are id, lossless, max-error, quality,",
                "max-error: 256 | max-error cannot be \"256\"; it is a whole number from 0 to 255",
                "max-error: -1 | max-error cannot be \"-1\"",
                "max-error: 1.5 | max-error cannot be \"1.5\"",
                "max-error: 99999999999 | max-error cannot be",
                "quality: 101 | quality cannot be \"101\"; it is a whole number from 0 to 100",
                "lossless: false | lossless cannot be \"false\"; it is true",
                "'max-error: 2, lossless: true' | lossless and max-error exclude each other; keep one",
                "'quality: 2, bitrate: 1M' | quality and bitrate exclude each other; keep one",
                "maxrate: 1M | maxrate and bufsize need a bitrate",
                "'bitrate: 1M, maxrate: 2M' | maxrate and bufsize go together",
                "'bitrate: 2M, maxrate: 1M, bufsize: 1M' | maxrate 1000000 is below bitrate 2000000",
                "bitrate: 1m | bitrate cannot be \"1m\"; it is a positive number of bits per second, also in k",
                "bitrate: 0 | bitrate cannot be \"0\"",
                "bitrate: -5k | bitrate cannot be \"-5k\"",
                "bitrate: 1.0005k | bitrate cannot be \"1.0005k\"",
                "bitrate: 9999M | bitrate 9999000000 is not from 1 to 4294967295",
                "size: 0x720 | size cannot be",
                "size: 720x0 | size cannot be \"720x0\"; it is WxH in pixels, from 1x1 to 16384x16384",
                "size: -1x5 | size cannot be \"-1x5\"; it is WxH in pixels",
                "size: 16385x1 | size cannot be \"16385x1\"; it is WxH in pixels, from 1x1",
                "size: 999999999x999999999 | size cannot be \"999999999x999999999\"",
                "size: 9999999999x1 | size cannot be",
                "size: big | size cannot be \"big\"",
                "'size: 2x2, scale: 0.5' | size and scale exclude each other",
                "scale: 0 | scale 0 is not from 0.0001 to 1; size WxH can also enlarge",
                "scale: 1.01 | scale 1.01 is not from",
                "scale: 1e-999999999 | scale 1E-999999999 is not from",
                "scale: half | scale cannot be \"half\"",
                "fps: 0 | fps cannot be \"0\"; it is a number above 0 and up to 1000",
                "fps: 1001 | fps cannot be \"1001\"",
                "fps: 1e2147483647 | fps cannot be",
                "fps: 1e-2147483647 | fps cannot be",
                "fps: 29.9701 | fps cannot be \"29.9701\"",
                "fps: 30/0 | fps cannot be \"30/0\"; it is a number above 0",
                "codec: 5 | codec cannot be \"5\"; it is one of rdv1, h264, hevc, vp9, av1",
                "codec: '' | codec cannot be \"\"",
            })
    void namesRungAndKeyAndSaysWhatIsLegal(String keys, String message) {
        assertRefused("rungs: [{id: low}, {id: high, " + keys + "}]", "rung 2 (high): " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"''", "..", ".hidden", "a/b", "a\\b", "ü", "\"a\\nb\"", "a b", "720", "null", "[1]", "true"})
    void refusesIdsThatAreNoFolders(String id) {
        assertRefused("rungs: [{id: " + id + "}]", "rung 1: id cannot be \"");
    }

    @Test
    void refusesIdsThatAreTooLong() {
        assertRefused("rungs: [{id: " + "a".repeat(65) + "}]", "rung 1: id cannot be \"aaa", "1 to 64 of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the file is empty; see docs/ladder.md",
                "# nothing | the file is empty",
                "rungs: [] | there is no rung; a ladder has at least one",
                "rungs: | there is no list \"rungs\"",
                "rungs: 5 | there is no list \"rungs\"",
                "5 | it is not made of keys and values; see docs/ladder.md",
                "rungs: [5] | rung 1 is not a list of keys and values",
                "{} | there is no list \"rungs\"",
                "'{rungs: [{id: a}], more: 1}' | line 1: key \"more\" is not known; a ladder has the list \"rungs\"",
                "rungs: [{max-error: 1}] | rung 1: id is missing",
                "'rungs: [{id: a}, {id: A}]' | id A is there twice",
                "'rungs: [{id: a, id: b}]' | malformed in line 1: Duplicate field 'id'",
                "'rungs: [{id: a' | malformed in line 1: while parsing a flow mapping, expected ',' or '}'",
                "'rungs: &r [*r]' | malformed in line 1: aliases (*name) are not allowed",
                "'rungs: [{id: a, scale: .nan}]' | malformed in line 1",
            })
    void refusesWhatIsNoLadder(String document, String message) {
        assertRefused(document, message);
    }

    @Test
    void refusesSeveralDocuments() {
        assertRefused("{rungs: [{id: a}]}\n---\n{rungs: [{id: a}]}\n", "something follows the ladder");
    }

    @Test
    void refusesAliasBombs() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 20; i++) {
            String all = ("*a" + (i - 1) + ",").repeat(9);
            bomb.append("a" + i + ": &a" + i + " [" + all + "]\n");
        }
        assertRefused(bomb.toString(), "aliases (*name) are not allowed");
    }

    @Test
    void refusesHugeAndDeepFiles() {
        assertRefused("#".repeat(SettingsFile.MAX_BYTES + 1), "larger than a ladder file can be, 65536 bytes");
        assertRefused("[".repeat(SettingsFile.MAX_BYTES), "malformed");
        assertRefused("rungs: [{id: a, fps: " + "9".repeat(60_000) + "}]", "rung 1 (a): fps cannot be \"999");
        assertRefused("rungs: [{id: a, bitrate: " + "9".repeat(60_000) + "k}]", "rung 1 (a): bitrate cannot be \"999");
        assertRefused("rungs: [{id: a, " + "x".repeat(1000) + ": 1}]", "rung 1 (a): key \"xxx");
    }

    @Test
    void refusesFolders() {
        assertThatThrownBy(() -> LadderFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": is a directory; name a ladder file");
    }

    @Test
    void damagedFilesGiveALadderOrALadderException() throws IOException {
        byte[] good = Files.readAllBytes(project().resolve("samples/ladder.yaml"));
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] bad = good.clone();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                int at = 70 + random.nextInt(bad.length - 70);
                bad[at] = random.nextBoolean() ? (byte) random.nextInt(256) : bad[random.nextInt(bad.length)];
            }
            Path file = Files.write(folder.resolve("damaged" + (seed % 2 == 0 ? ".yaml" : ".json")), bad);
            try {
                assertThat(LadderFile.read(file).rungs()).isNotEmpty();
            } catch (LadderException e) {
                assertThat(e).message().startsWith(file + ": ").hasLineCount(1);
            }
        }
    }

    private void assertRefused(String document, String... parts) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(LadderException.class)
                .hasMessageStartingWith(folder.resolve("ladder.yaml") + ": ")
                .hasMessageContainingAll(parts)
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(400 + folder.toString().length());
    }

    private Ladder read(String document) throws Exception {
        return read("ladder.yaml", document);
    }

    private Ladder read(String name, String document) throws Exception {
        return LadderFile.read(Files.writeString(folder.resolve(name), document, StandardCharsets.UTF_8));
    }

    /** The first code block of the language. */
    private static String block(String page, String language) {
        String start = "```" + language + "\n";
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf("```", from));
    }

    /** The project's root, wherever the tests run from. */
    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("samples")) ? here : here.getParent();
    }
}
