package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.packager.SettingsFile;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code rundelta package job.yaml}. */
class JobFileTest {
    private static final Path SAMPLES = Path.of(System.getProperty("rundelta.root"), "samples");

    @TempDir
    private Path folder;

    @Test
    void theSamplePackagesAsItsOptionsWould() throws IOException {
        Path job = folder.resolve("job");
        Path pushed = folder.resolve("pushed");
        CommandRun.of("package", SAMPLES.resolve("job.yaml"), "-o", job, "--push", pushed)
                .assertDone();

        Path ladder = Files.writeString(
                folder.resolve("ladder.yaml"),
                "rungs: [{id: thumb, scale: 0.5, fps: 10, max-error: 8}, {id: exact, lossless: true}]");
        Path options = folder.resolve("options");
        CommandRun.of(
                        "package",
                        SAMPLES.resolve("terminal.mkv"),
                        "-o",
                        options,
                        "--ladder",
                        ladder,
                        "--audio=1:en",
                        "--audio-codec=aac,opus",
                        "--audio-bitrate=48k",
                        "--segment=2",
                        "--hls",
                        "--base-url=near=https://near.example/title/",
                        "--base-url=far=https://far.example/title/",
                        "--steering=https://steering.example/title")
                .assertDone();
        Map<String, Integer> files = hashes(options);
        assertThat(files).containsKeys("manifest.mpd", "master.m3u8");
        assertThat(hashes(job)).isEqualTo(files);
        assertThat(hashes(pushed)).containsAllEntriesOf(files);
    }

    @Test
    void whatIsGivenBesideItWins() throws IOException {
        job("""
                input: [a.mkv, b.mkv]
                segment: 2
                hls: true
                push: [one, two]
                text: x.vtt:en
                rungs: [{id: a}]
                """);
        assertThat(arguments())
                .containsExactly(
                        in("a.mkv"),
                        in("b.mkv"),
                        "--segment=2",
                        "--hls",
                        "--push=" + in("one"),
                        "--push=" + in("two"),
                        "--text=" + in("x.vtt:en"),
                        "--ladder=" + in("job.yaml"));
        assertThat(arguments("c.mkv", "--segment=3", "--hls=false", "--push=three", "--ladder=auto"))
                .containsExactly("--text=" + in("x.vtt:en"));
    }

    @Test
    void flagsCanBeTakenBack() throws IOException {
        Path source = DrawnVideo.constantRate(16, 16, 5).store(folder.resolve("source.mkv"));
        job("{input: source.mkv, output: title, hls: true, resume: false}");
        CommandRun.of("package", in("job.yaml"), "--hls=false").assertDone();
        assertThat(hashes(folder.resolve("title"))).doesNotContainKey("master.m3u8");
        CommandRun.of("package", "-o", folder.resolve("other"), in("job.yaml"), source)
                .assertDone();
        assertThat(hashes(folder.resolve("other"))).containsKey("master.m3u8");
    }

    /** An option is a key without a word said of it, unless its values name files. */
    @Test
    void everyOptionIsAKeyAndFilesAreBesideTheJob() throws IOException {
        List<OptionSpec> options =
                new CommandLine(new PackageCommand()).getCommandSpec().options();
        for (OptionSpec option : options) {
            String name = option.longestName();
            if (option.arity().max() == 0) {
                job(name.substring(2) + ": true");
                assertThat(option.usageHelp()
                                || option.versionHelp()
                                || arguments().equals(List.of(name)))
                        .as(name)
                        .isTrue();
            } else {
                job(name.substring(2) + ": x");
                boolean isFile = option.paramLabel().matches(".*(FILE|DIR|TARGET|TRACK).*");
                assertThat(arguments()).containsExactly(name + "=" + (isFile ? in("x") : "x"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audio: 1:en:commentary | --audio=1:en:commentary",
                "audio: none | --audio=none",
                "audio: 2 | --audio=2",
                "ladder: lossless | --ladder=lossless",
                "push: s3://bucket/title | --push=s3://bucket/title",
                "output: /srv/title | --output=/srv/title",
                "input: '-' | -",
                "input: https://a.example/film.mp4 | https://a.example/film.mp4",
                "audio-bitrate: 64000 | --audio-bitrate=64000",
                "segment: 2.50 | --segment=2.50",
                "codec: 'h264,av1' | --codec=h264,av1",
            })
    void whatNamesNoFileBesideItStaysAsItIs(String document, String argument) throws IOException {
        job(document);
        assertThat(arguments()).containsExactly(argument);
    }

    @Test
    void mayBeJson() throws IOException {
        Files.writeString(folder.resolve("job.json"), "{\n\t\"input\": \"a.mkv\",\n\t\"segment\": 2\n}");
        assertThat(arguments(folder.resolve("job.json"), List.of())).containsExactly(in("a.mkv"), "--segment=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "segmnt: 4 | line 1: key \"segmnt\" is not known; known are audio, audio-bitrate, ",
                "help: true | line 1: key \"help\" is not known",
                "input: a.mkv;segment: x | line 2: Invalid value for option '--segment'",
                "input: a.mkv;segment: [2, 3] | line 2: key \"segment\" takes one SECONDS, not a list",
                "input: a.mkv;segment: true | line 2: key \"segment\" takes SECONDS, as text or a number",
                "input: a.mkv;segment: | line 2: key \"segment\" takes SECONDS",
                "input: a.mkv;hls: 1 | line 2: key \"hls\" can only be true or false",
                "input: a.mkv;# note;audio: {track: 1} | line 3: key \"audio\" takes TRACK",
                "input: a.mkv;audio: [none, [1]] | line 2: key \"audio\" takes TRACK",
                "input: a.mkv;push: '' | line 2: key \"push\" takes TARGET",
                "input: a.mkv;segment: 1;segment: 2 | malformed in line 3: Duplicate field 'segment'",
                "input: a.mkv;profile: dash | line 2: --profile dash is neither live nor on-demand",
                "input: a.mkv;threads: 0 | line 2: ",
                "input: a.mkv;codec: mp3 | line 2: --codec: ",
                "input: a.mkv;base-url: a=title/ | line 2: --base-url: base URL title/ is not absolute",
                "input: a.mkv;steering: https://s.example/ | line 2: --steering: steering needs base URLs",
                "input: a.mkv;rungs: [{id: a, qality: 5}] | rung 1 (a): key \"qality\" is not known",
                "input: a.mkv;rungs: 5 | there is no list \"rungs\"",
                "input: a.mkv;ladder: auto;rungs: [{id: a}] | line 3: key \"rungs\" cannot stand beside ladder",
                "segment: 4 | has no key input; name an INPUT",
                "input: &a a.mkv;output: *a | malformed in line 2: aliases (*name) are not allowed",
                "input: [a.mkv | malformed in line 1: ",
                "'- input' | it is not made of keys and values; see docs/job.md",
                "'' | the file is empty; see docs/job.md",
            })
    void whatIsWrongIsSaidWithItsLine(String document, String message) throws IOException {
        job(document.replace(";", "\n"));
        assertThat(CommandRun.of("package", in("job.yaml"), "-o", folder.resolve("title"))
                        .assertWrongUsage())
                .startsWith(in("job.yaml"))
                .contains(message);
        assertThat(folder.resolve("title")).doesNotExist();
    }

    @Test
    void whatTheFileDoesNotSayIsStillRequired() throws IOException {
        job("input: a.mkv");
        assertThat(CommandRun.of("package", in("job.yaml")).assertWrongUsage()).contains("--output");
        assertThat(CommandRun.of("package", in("job.yaml"), in("job.yaml")).assertWrongUsage())
                .contains("give one job file");
        assertThat(CommandRun.of("package", folder.resolve("none.yaml"), "-o", "x")
                        .assertFailsWithOneLine())
                .contains("none.yaml: no such file");
    }

    @Test
    void bombsAreRefused() throws IOException {
        for (String bomb : List.of(
                "#".repeat(SettingsFile.MAX_BYTES + 1),
                "input: " + "[".repeat(60_000),
                "input: " + "[".repeat(40) + "]".repeat(40),
                "rungs: [{id: " + "{a: ".repeat(40) + "b" + "}".repeat(40) + "}]",
                "k".repeat(60_000) + ": 1",
                "a: &a [x, x]\nb: &b [*a, *a]\ninput: [*b, *b]")) {
            job(bomb);
            assertThat(CommandRun.of("package", in("job.yaml"), "-o", folder.resolve("title"))
                            .assertWrongUsage())
                    .hasSizeLessThan(500 + in("").length());
        }
    }

    /** Any damage gives other arguments, or one line that begins with the name of the file. */
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] good = Files.readAllBytes(SAMPLES.resolve("job.yaml"));
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] bad = good.clone();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                int at = 200 + random.nextInt(bad.length - 200);
                bad[at] = random.nextBoolean() ? (byte) random.nextInt(256) : bad[random.nextInt(bad.length)];
            }
            Path file = Files.write(folder.resolve("damaged" + (seed % 2 == 0 ? ".yaml" : ".json")), bad);
            try {
                assertThat(arguments(file, List.of())).isNotEmpty();
            } catch (ParameterException e) {
                assertThat(e).message().startsWith(file.toString()).hasLineCount(1);
            }
        }
    }

    private void job(String document) throws IOException {
        Files.writeString(folder.resolve("job.yaml"), document);
    }

    /** What the job adds to the arguments beside it. */
    private List<String> arguments(String... others) throws IOException {
        return arguments(folder.resolve("job.yaml"), List.of(others));
    }

    private static List<String> arguments(Path file, List<String> others) throws IOException {
        CommandLine command =
                Rundelta.commandLine(Rundelta.class).getSubcommands().get("package");
        List<String> all = new ArrayList<>(List.of(file.toString()));
        all.addAll(others);
        return JobFile.namedBy(command, all).orElseThrow().arguments();
    }

    private String in(String name) {
        return folder + File.separator + name;
    }

    private static Map<String, Integer> hashes(Path folder) throws IOException {
        Map<String, Integer> hashes = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(path);
                hashes.put(folder.relativize(path).toString(), Arrays.hashCode(bytes));
            }
        }
        return hashes;
    }
}
