package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.ffmpeg.FfmpegSource;
import org.rundelta.packager.FrameSource;

class PackageCommandTest {
    private static final String LADDER = """
            rungs:
              - {id: thumb, scale: 0.5, fps: 5, max-error: 8}
              - {id: exact, lossless: true}
            """;

    @TempDir
    private Path folder;

    private Path source;
    private Path ladder;
    private Path output;

    @BeforeEach
    void makeSource() throws IOException {
        source = DrawnVideo.constantRate(64, 48, 30).store(folder.resolve("source.mkv"));
        ladder = Files.writeString(folder.resolve("ladder.yaml"), LADDER);
        output = folder.resolve("out/title");
    }

    @Test
    void reportHasTheAgreedFields() throws IOException {
        Path target = folder.resolve("cdn");
        JsonNode report =
                run("--ladder", ladder, "--push", target, "--json").assertDone().json();
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("manifest", "representations", "files", "bytes", "pushed");
        JsonNode thumb = report.get("representations").get(0);
        assertThat(thumb.fieldNames())
                .toIterable()
                .containsExactly(
                        "id", "codec", "width", "height", "bandwidth", "averageBitrate", "segments", "bytes", "url");
        assertThat(thumb.get("width").asInt()).isEqualTo(32);
        assertThat(report.get("manifest").asText())
                .isEqualTo(output.resolve("manifest.mpd").toString());
        SortedMap<String, byte[]> files = files(output);
        assertThat(report.get("files").asInt()).isEqualTo(files.size());
        assertThat(report.get("bytes").asLong())
                .isEqualTo(
                        files.values().stream().mapToLong(bytes -> bytes.length).sum());
        assertThat(report.get("pushed").get(0).get("files").asInt()).isEqualTo(files.size());
        files.forEach((name, bytes) -> assertThat(target.resolve(name)).hasBinaryContent(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "number"})
    void ffmpegReadsAllOfATitle(String names) throws IOException {
        run("--codec", "h264", "--segment", "0.4", "--segment-names", names).assertDone();
        try (FrameSource frames =
                FfmpegSource.open(output.resolve("manifest.mpd").toString())) {
            for (int i = 0; i < 30; i++) {
                assertThat(frames.next()).as("frame %d", i).isNotNull();
            }
            assertThat(frames.next()).isNull();
        }
    }

    @Test
    void hlsPlaylistsAreWrittenPushedAndInspected() throws IOException {
        Path target = folder.resolve("cdn");
        JsonNode report = run("--ladder", ladder, "--hls", "--push", target, "--json")
                .assertDone()
                .json();
        Path playlist = output.resolve("master.m3u8");
        assertThat(report.get("playlist").asText()).isEqualTo(playlist.toString());
        files(output).forEach((name, bytes) -> assertThat(target.resolve(name)).hasBinaryContent(bytes));
        assertThat(report.get("files").asInt()).isEqualTo(files(output).size());

        JsonNode inspected = CommandRun.of("inspect", target.resolve("master.m3u8"), "--frames", "--json")
                .assertDone()
                .json();
        assertThat(inspected.get("type").asText()).isEqualTo("multivariant");
        assertThat(inspected.get("missing")).isEmpty();
        assertThat(inspected.get("playlists")).hasSize(4);
        JsonNode exact = inspected.get("playlists").get(1);
        assertThat(exact.get("kind").asText()).isEqualTo("playback");
        assertThat(exact.get("width").asInt()).isEqualTo(64);
        JsonNode first = exact.get("files").get(0);
        Path media = target.resolve(exact.get("path").asText());
        assertThat(first.get("bytes").asLong())
                .isEqualTo(Files.size(media.resolveSibling(first.get("path").asText())));
        Files.delete(media.resolveSibling(first.get("path").asText()));
        assertThat(CommandRun.of("inspect", target.resolve("master.m3u8"))
                        .assertDone()
                        .out())
                .contains("1 files are missing");
        assertThat(CommandRun.of("inspect", media, "--plot", folder.resolve("a.png"))
                        .assertWrongUsage())
                .contains("is a manifest");
    }

    @Test
    void onDemandTitleIsInspected() throws IOException {
        run(
                        "--profile",
                        "on-demand",
                        "--segment",
                        "0.4",
                        "--base-url",
                        "a=https://a.example/t/",
                        "--steering",
                        "https://s/")
                .assertDone();
        CommandRun text = CommandRun.of("inspect", output.resolve("manifest.mpd"), "--frames");
        assertThat(text.assertDone().out())
                .contains("media.mp4 ", "all files are there", "profile:isoff-on-demand:2011");
        JsonNode exact = CommandRun.of("inspect", output.resolve("manifest.mpd"), "--frames", "--json")
                .assertDone()
                .json()
                .get("representations")
                .get(0);
        long end = 0;
        for (JsonNode segment : exact.get("files")) {
            String[] range = segment.get("range").asText().split("-", -1);
            assertThat(Long.parseLong(range[0])).isEqualTo(end == 0 ? Long.parseLong(range[0]) : end + 1);
            end = Long.parseLong(range[1]);
        }
        Path file = output.resolve(exact.get("files").get(0).get("path").asText());
        assertThat(Files.size(file))
                .isEqualTo(end + 1)
                .isEqualTo(exact.get("bytes").asLong());
        CommandRun.of("decode", file, "--verify", source, "--max-error", "0").assertDone();
        Files.delete(file);
        assertThat(CommandRun.of("inspect", output.resolve("manifest.mpd"))
                        .assertDone()
                        .out())
                .contains("1 files are missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--profile | dash | --profile dash is neither live nor on-demand",
                "--segment-names | name | --segment-names name is neither time nor number",
                "--profile=on-demand --segment-names | time | --segment-names needs --profile live",
                "--base-url | https://a.example/ | is not NAME=URL",
                "--base-url | a=title/ | base URL title/ is not absolute",
                "--steering | https://s.example/ | steering needs base URLs",
                "--thumbnail-interval | 5 | --thumbnail-interval needs --thumbnails",
                "--thumbnails --thumbnail-interval | 0 | give 1 to 3600 seconds",
            })
    void optionsAreCheckedBeforeWork(String options, String value, String message) {
        List<Object> arguments = new ArrayList<>(Arrays.asList((Object[]) options.split(" ", -1)));
        arguments.add(value);
        assertThat(run(arguments.toArray()).assertWrongUsage()).contains(message);
        assertThat(output).doesNotExist();
    }

    @Test
    void standardInputGivesTheFramesOfTheFile() throws Exception {
        Path y4m = DrawnVideo.constantRate(64, 48, 30).store(folder.resolve("source.y4m"));
        Path piped = folder.resolve("piped");
        try (RundeltaProcess run = RundeltaProcess.start(
                Redirect.from(y4m.toFile()),
                folder.resolve("errors"),
                "package",
                "-",
                "--segment",
                "0.4",
                "-o",
                piped)) {
            assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.DONE);
        }
        Path whole = folder.resolve("whole.mp4");
        try (OutputStream out = Files.newOutputStream(whole)) {
            SortedMap<String, byte[]> files = files(piped);
            for (String end : List.of("/init.mp4", "/0.m4s", "/10.m4s", "/20.m4s")) {
                String name = files.keySet().stream()
                        .filter(file -> file.endsWith(end))
                        .findAny()
                        .orElseThrow();
                out.write(files.get(name));
            }
        }
        JsonNode report = CommandRun.of("decode", whole, "--verify", y4m, "--json")
                .assertDone()
                .json();
        assertThat(report.get("identicalFrames").asInt()).isEqualTo(30);
    }

    @Test
    void badInputFailsAndLeavesTheOldTitle() throws IOException {
        run().assertDone();
        SortedMap<String, byte[]> before = files(output);
        byte[] whole = Files.readAllBytes(source);
        Path cut = Files.write(folder.resolve("cut.mkv"), Arrays.copyOf(whole, whole.length * 2 / 3));
        Path text = Files.writeString(folder.resolve("notes.txt"), "no video");
        Path bare = Files.createDirectory(folder.resolve("bare"));
        for (Path input : List.of(cut, text, bare, folder.resolve("missing.mkv"))) {
            String line = CommandRun.of("package", input, "-o", output).assertFailsWithOneLine();
            assertThat(line).contains(input.toString()).contains("; ");
            assertSame(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rungs: [{id: a, lossles: true}] | lossles",
                "rungs: [{id: a, lossless: true, size: 1x0}] | 1x0",
                "rungs: [{id: a, lossless: true, size: 20000x20000}] | 20000x20000",
                "rungs: [] | rung",
                "rungs: | rung",
                "'' | ladder",
                "'{{{' | malformed",
                "rungs: [{id: a, bitrate: 0}] | bitrate",
                "rungs: [{id: a, quality: 101}] | quality",
                "rungs: [{id: a, lossless: true, codec: h264}] | h264",
                "rungs: [{id: ../a, lossless: true}] | id",
                "rungs: [{id: a, lossless: true}, {id: A, max-error: 2}] | twice",
                "rungs: [{id: a, quality: 60}, {id: b, quality: 60}] | a and b"
            })
    void badLadderFails(String text, String named) throws IOException {
        Files.writeString(ladder, text);
        String line = run("--ladder", ladder).assertFailsWithOneLine();
        assertThat(line).contains(ladder.toString()).contains(named);
        assertThat(output.resolve("manifest.mpd")).doesNotExist();
    }

    @Test
    void autoFindsALadderAndPrintsItAsAFile() throws IOException {
        Path plot = folder.resolve("ladder.png");
        CommandRun run = run("--ladder", "auto", "--plot", plot, "--json").assertDone();
        JsonNode report = run.json();
        JsonNode rung = report.get("ladder").get(report.get("ladder").size() - 1);
        assertThat(rung.fieldNames())
                .toIterable()
                .contains("id", "width", "height", "lossless", "estimatedBitrate", "estimatedPsnr");
        assertThat(rung.get("lossless").asBoolean()).isNotEqualTo(rung.has("quality"));
        assertThat(rung.get("id"))
                .isEqualTo(report.get("representations")
                        .get(report.get("ladder").size() - 1)
                        .get("id"));
        assertThat(plot).isNotEmptyFile();
        Path saved = Files.writeString(folder.resolve("saved.yaml"), run.err());
        JsonNode again = run("--ladder", saved, "--json").assertDone().json();
        assertThat(again.get("representations")).isEqualTo(report.get("representations"));
        assertThat(again.has("ladder")).isFalse();
        assertThat(run("--ladder", "auto", "-q").assertDone().err()).isEmpty();
    }

    @Test
    void plotNeedsAuto() {
        assertThat(run("--plot", folder.resolve("ladder.png")).assertWrongUsage())
                .contains("--plot needs --ladder auto");
    }

    @Test
    void autoNeedsAnInputThatCanBeReadTwice() {
        assertThat(CommandRun.of("package", "-", "--ladder", "auto", "-o", output)
                        .assertFailsWithOneLine())
                .contains("save it to a file first");
    }

    @Test
    void missingLadderFails() {
        assertThat(run("--ladder", folder.resolve("none.yaml")).assertFailsWithOneLine())
                .contains("none.yaml: no such file");
    }

    @Test
    void unwritableOutputFails() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThat(CommandRun.of("package", source, "-o", file).assertFailsWithOneLine())
                .contains(file.toString());
        assertThat(CommandRun.of("package", source, "-o", file.resolve("title")).assertFailsWithOneLine())
                .contains(file.toString());
        assertThat(file).hasContent("text");
    }

    @Test
    void fullDiskFails() throws Exception {
        try (FullDisk disk = FullDisk.mount(folder.resolve("disk"))) {
            output = disk.path().resolve("title");
            run().assertDone();
            SortedMap<String, byte[]> before = files(output);
            Path noise = DrawnVideo.constantRate(640, 480, 200).store(folder.resolve("noise.mkv"));
            for (String threads : List.of("1", "4")) {
                assertThat(CommandRun.of("package", noise, "-o", output, "--threads", threads)
                                .assertFailsWithOneLine())
                        .startsWith(output + ": the disk is full");
                assertSame(before);
            }
            Path target = disk.path().resolve("target");
            Path big = folder.resolve("big");
            assertThat(CommandRun.of("package", noise, "-o", big, "--push", target)
                            .assertReportsAndFails())
                    .contains("disk is full");
            assertThat(target.resolve("manifest.mpd")).doesNotExist();
            assertThat(big.resolve("manifest.mpd")).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--threads 0",
                "--segment 0",
                "--segment -1",
                "--segment 0.0001",
                "--segment 90000",
                "--segment x",
                "--audio 1:english",
                "--audio 1:en:loud",
                "--audio none --audio 1",
                "--audio-codec mp3",
                "--audio-bitrate 0",
                "--text a.srt",
                "--text a.srt:english",
                "--text-format srt"
            })
    void wrongUsageIsOneLine(String arguments) {
        assertThat(run((Object[]) arguments.split(" ", -1)).assertWrongUsage())
                .endsWith("; see rundelta package --help");
        assertThat(output).doesNotExist();
    }

    @Test
    void audioComesFromAFileToo() throws Exception {
        Path tone = Files.write(folder.resolve("tone.wav"), wave(24_000));
        run("--audio", tone + ":fi:dub", "--audio-codec", "aac,opus", "--audio-bitrate", "48k")
                .assertDone();
        assertThat(files(output).keySet()).anyMatch(name -> name.startsWith("audio-opus/"));
        assertThat(Files.readString(output.resolve("manifest.mpd")))
                .contains("lang=\"fi\"", "value=\"dub\"", "codecs=\"mp4a.40.2\"", "codecs=\"opus\"");
    }

    @Test
    void textIsPackagedOrSaidToBeBroken() throws Exception {
        Path text = Files.writeString(folder.resolve("text.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n");
        run("--text", text + ":en:caption").assertDone();
        assertThat(Files.readString(output.resolve("manifest.mpd")))
                .contains("mimeType=\"text/vtt\"", "lang=\"en\"", "value=\"caption\"", "/text.vtt</BaseURL>");
        CommandRun.of("inspect", output.resolve("manifest.mpd")).assertDone();
        Files.writeString(text, "1\nsoon --> later\nHello\n");
        assertThat(run("--text", text + ":en").assertFailsWithOneLine()).contains("text.srt: line 2: ");
        assertThat(run("--text", folder.resolve("none.srt") + ":en").assertFailsWithOneLine())
                .contains("none.srt: no such file");
    }

    @Test
    void audioThatIsNotThereIsSaidInOneLine() throws Exception {
        assertThat(run("--audio", "1").assertFailsWithOneLine()).contains("source.mkv: it has no audio track 1");
        Path text = Files.writeString(folder.resolve("text.wav"), "no audio");
        assertThat(run("--audio", text).assertFailsWithOneLine()).contains("text.wav: ");
        Path tone = Files.write(folder.resolve("tone.wav"), wave(1000));
        assertThat(CommandRun.of("package", tone, "--thumbnails", "-o", output).assertFailsWithOneLine())
                .contains("tone.wav: ", "no video");
        assertThat(run("--audio", tone, "--audio-codec", "opus", "--audio-bitrate", "9M")
                        .assertFailsWithOneLine())
                .contains("bitrate");
        assertThat(output.resolve("manifest.mpd")).doesNotExist();
    }

    /** A file of so many samples of silence, 16 bits, mono, 48 kHz. */
    /** A WAV file of so many samples of silence, 48,000 a second. */
    static byte[] wave(int samples) {
        ByteBuffer wave = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wave.putShort((short) 1)
                .putShort((short) 1)
                .putInt(48_000)
                .putInt(96_000)
                .putShort((short) 2);
        wave.putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(2 * samples);
        return wave.array();
    }

    @Test
    void outputIsRequired() {
        assertThat(CommandRun.of("package", source).assertWrongUsage()).contains("--output");
    }

    @Test
    void anyFrameRateCanBeDescribed() throws IOException {
        Path fast = Files.writeString(
                folder.resolve("fast.y4m"),
                "YUV4MPEG2 W2 H2 F5000:1 C444\n" + "FRAME\n............FRAME\n////////////");
        CommandRun.of("package", fast, "-o", output).assertDone();
        assertThat(output.resolve("manifest.mpd")).exists();
    }

    private CommandRun run(Object... options) {
        return CommandRun.of(Stream.concat(Stream.of("package", source, "-o", output), Arrays.stream(options))
                .toArray());
    }

    private void assertSame(SortedMap<String, byte[]> expected) throws IOException {
        SortedMap<String, byte[]> files = files(output);
        assertThat(files.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(files.get(name)).as(name).isEqualTo(bytes));
    }

    private static SortedMap<String, byte[]> files(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
