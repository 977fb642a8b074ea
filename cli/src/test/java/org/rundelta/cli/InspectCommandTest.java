package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.ffmpeg.FfmpegSink;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSink;

class InspectCommandTest {
    private static final String MPD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="urn:mpeg:dash:profile:isoff-live:2011"
                mediaPresentationDuration="PT3S" minBufferTime="PT2S">
              <Period>
                <AdaptationSet id="7" contentType="video" mimeType="video/mp4">
                  <SegmentTemplate timescale="10" initialization="$RepresentationID$/init.mp4"
                      media="$RepresentationID$/$Number$.m4s">
                    <SegmentTimeline><S t="0" d="20"/><S d="10"/></SegmentTimeline>
                  </SegmentTemplate>
                  <Representation id="small" bandwidth="9000" codecs="rdv1.8.0" width="64" height="48" frameRate="25"/>
                  <Representation id="large" bandwidth="90000" codecs="rdv1.8.0" width="640" height="480"/>
                </AdaptationSet>
              </Period>
            </MPD>
            """;

    @TempDir
    private Path folder;

    @Nested
    class OfAnMp4 {
        private CodedClip clip;
        private Path file;

        @BeforeEach
        void makeClip() throws IOException {
            clip = CodedClip.encode(DrawnVideo.constantRate(101, 67, 30), 0, 10);
            file = clip.write(folder.resolve("clip.mp4"));
        }

        @Test
        void tracksAreAddedUp() throws IOException {
            JsonNode report =
                    CommandRun.of("inspect", file, "--json").assertDone().json();
            assertThat(report.get("bytes").asLong()).isEqualTo(Files.size(file));
            assertThat(report.get("fragmented").asBoolean()).isTrue();
            assertThat(report.get("declaredSeconds").asDouble()).isEqualTo(1.2);
            JsonNode track = report.get("tracks").get(0);
            assertThat(track.get("kind").asText()).isEqualTo("video");
            assertThat(track.get("codec").asText()).isEqualTo("rdv1");
            assertThat(track.get("width").asInt()).isEqualTo(101);
            assertThat(track.get("height").asInt()).isEqualTo(67);
            assertThat(track.get("samples").asInt()).isEqualTo(30);
            assertThat(track.get("keyframes").asInt()).isEqualTo(3);
            assertThat(track.get("seconds").asDouble()).isEqualTo(1.2);
            assertThat(track.get("bytes").asLong()).isEqualTo(payload());
            assertThat(track.get("bitsPerSecond").asLong()).isEqualTo(Math.round(payload() * 8 / 1.2));
            assertThat(track.has("frames")).isFalse();
        }

        private long payload() {
            return clip.fragments().stream()
                    .flatMap(fragment -> fragment.stream())
                    .mapToLong(sample -> sample.data().length)
                    .sum();
        }

        @Test
        void segmentsAndFrameTypesAddUpToTheTrack() throws IOException {
            JsonNode track = CommandRun.of("inspect", file, "--json")
                    .assertDone()
                    .json()
                    .get("tracks")
                    .get(0);
            assertThat(track.get("segments")).hasSize(3);
            assertThat(track.get("segments").get(1).toString())
                    .startsWith(
                            "{\"number\":2,\"start\":0.4,\"seconds\":0.4,\"fragments\":1,\"samples\":10,\"keyframes\":1,");
            assertThat(sum(track.get("segments"), "bytes")).isEqualTo(payload());
            assertThat(track.get("frameTypes").findValuesAsText("type"))
                    .containsExactlyInAnyOrder("key", "delta", "repeat");
            assertThat(sum(track.get("frameTypes"), "frames")).isEqualTo(30);
            assertThat(sum(track.get("frameTypes"), "bytes")).isEqualTo(payload());
        }

        @Test
        void fragmentsWithoutAKeyframeBelongToTheSegmentBefore() throws IOException {
            CodedClip one = CodedClip.encode(DrawnVideo.constantRate(64, 48, 30), 0, 30);
            var samples = one.fragments().remove(0);
            one.fragments().add(samples.subList(0, 12));
            one.fragments().add(samples.subList(12, 30));
            JsonNode segments = CommandRun.of("inspect", one.write(folder.resolve("one.mp4")), "--json")
                    .assertDone()
                    .json()
                    .get("tracks")
                    .get(0)
                    .get("segments");
            assertThat(segments).hasSize(1);
            assertThat(segments.get(0).get("fragments").asInt()).isEqualTo(2);
            assertThat(segments.get(0).get("samples").asInt()).isEqualTo(30);
        }

        @Test
        void framesAreListedOnRequest() throws IOException {
            JsonNode frames = CommandRun.of("inspect", file, "--frames", "--json")
                    .assertDone()
                    .json()
                    .get("tracks")
                    .get(0)
                    .get("frames");
            assertThat(frames).hasSize(30);
            assertThat(frames.get(0).get("type").asText()).isEqualTo("key");
            assertThat(frames.get(2).toString())
                    .isEqualTo("{\"index\":2,\"time\":0.08,\"seconds\":0.04,\"type\":\"repeat\",\"bytes\":1}");
        }

        @Test
        void boxesCoverTheFile() throws IOException {
            JsonNode boxes =
                    CommandRun.of("inspect", file, "--json").assertDone().json().get("boxes");
            assertThat(sum(boxes, "size")).isEqualTo(Files.size(file));
            assertThat(boxes.get(1).get("type").asText()).isEqualTo("moov");
            assertThat(boxes.get(1).get("children").get(0).get("type").asText()).isEqualTo("mvhd");
        }

        @Test
        void textIsAligned() {
            String text = CommandRun.of("inspect", file).assertDone().out();
            assertThat(text.lines())
                    .anyMatch(line -> line.startsWith("Track 1: video, rdv1, 101x67, timescale 1000"))
                    .anyMatch(line -> line.matches(" {2}type {4}frames +bytes {2}bytes/frame"))
                    .anyMatch(line -> line.matches(" +\\d+ +125 +rdv1 +width=101, height=67"))
                    .contains("and 2 more, of the fragments that follow; --boxes shows them");
            assertThat(CommandRun.of("inspect", file, "--boxes").assertDone().out())
                    .doesNotContain("more, of the fragments");
        }

        @Test
        void aShorterTrackThanDeclaredIsPointedOut() throws IOException {
            long whole = clip.durationMs();
            clip.fragments().remove(2);
            assertThat(CommandRun.of("inspect", clip.write(file, whole))
                            .assertDone()
                            .out())
                    .contains("the tracks end at 0.800 s, before the 1.200 s of the header: it was cut short");
        }

        @Test
        void plotIsAPicture() throws IOException {
            Path plot = folder.resolve("sizes.png");
            CommandRun run = CommandRun.of("inspect", file, "--plot", plot, "--json");
            assumeFalse(run.err().contains("without fonts") || run.err().contains("native library"), run.err());
            assertThat(run.assertDone().json().get("tracks").get(0).has("frames"))
                    .isFalse();
            BufferedImage picture = ImageIO.read(plot.toFile());
            assertThat(picture.getWidth()).isEqualTo(1200);
            Set<Integer> colours = new HashSet<>();
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    colours.add(picture.getRGB(x, y));
                }
            }
            assertThat(colours).as("one colour for each type of frame").contains(0xFFD55E00, 0xFF0072B2, 0xFF999999);
        }

        @Test
        void damageIsOneLine() throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Path damaged = folder.resolve("damaged.mp4");
            RandomGenerator random = new SplittableRandom(4);
            for (int i = 0; i < 60; i++) {
                byte[] copy = bytes.clone();
                copy[random.nextInt(2000)] ^= (byte) random.nextInt(1, 256);
                CommandRun run = CommandRun.of("inspect", Files.write(damaged, copy), "--frames");
                if (run.exitCode() != ExitCode.DONE) {
                    assertThat(run.assertFailsWithOneLine()).doesNotContain("internal error");
                }
            }
        }

        @Test
        void cutIsOneLine() throws IOException {
            Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(Files.readAllBytes(file), 3000));
            assertThat(CommandRun.of("inspect", cut).assertFailsWithOneLine()).contains("damaged or cut short");
        }
    }

    @Test
    void otherMp4FilesAreDescribedFromTheirTables() throws IOException {
        Path file = h264();
        JsonNode report = CommandRun.of("inspect", file, "--json").assertDone().json();
        assertThat(report.get("fragmented").asBoolean()).isFalse();
        JsonNode track = report.get("tracks").get(0);
        assertThat(track.get("codec").asText()).isEqualTo("avc1");
        assertThat(track.get("samples").asInt()).isEqualTo(30);
        // Reordered frames take their delay with them.
        assertThat(track.get("seconds").asDouble()).isBetween(1.2, 1.4);
        assertThat(track.has("bytes")).isFalse();
        assertThat(CommandRun.of("inspect", file).assertDone().out()).contains("Track 1: video, avc1, 64x48");
    }

    private Path h264() throws IOException {
        Path file = folder.resolve("h264.mp4");
        DrawnVideo source = DrawnVideo.constantRate(64, 48, 30);
        try (FrameSink sink = FfmpegSink.open(file, source.video())) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                sink.write(frame.picture(), frame.time(), frame.duration());
            }
            sink.finish();
        }
        return file;
    }

    @Test
    void manifestIsComparedWithItsFiles() throws IOException {
        Path mpd = title();
        JsonNode report = CommandRun.of("inspect", mpd, "--json").assertDone().json();
        assertThat(report.get("seconds").asDouble()).isEqualTo(3);
        JsonNode small = report.get("representations").get(0);
        assertThat(small.get("id").asText()).isEqualTo("small");
        assertThat(small.get("adaptationSet").asText()).isEqualTo("7");
        assertThat(small.get("segments").asInt()).isEqualTo(2);
        assertThat(small.get("bytes").asInt()).isEqualTo(1600);
        assertThat(small.get("averageBitrate").asInt()).isEqualTo(4000);
        assertThat(small.get("missing").asInt()).isZero();
        JsonNode large = report.get("representations").get(1);
        assertThat(large.get("missing").asInt()).isEqualTo(2);
        assertThat(large.get("averageBitrate").asInt()).isEqualTo(800);
        assertThat(report.get("missing").toString()).isEqualTo("[\"large/init.mp4\",\"large/2.m4s\"]");
    }

    @Test
    void manifestAsText() throws IOException {
        Path mpd = title();
        assertThat(CommandRun.of("inspect", mpd, "--frames").assertDone().out().lines())
                .anyMatch(line -> line.matches("1 +7 +small +video +rdv1.8.0 +64x48 +25 +9,000 +4,000 +2 +1,600 +0"))
                .anyMatch(line -> line.matches(" +2 +2.000 +1.000 +- +large/2.m4s"))
                .containsSequence("2 files are missing:", "  large/init.mp4", "  large/2.m4s");
    }

    @Test
    void steeringIsShown() throws IOException {
        Path mpd = title();
        assertThat(CommandRun.of("inspect", mpd).assertDone().out()).doesNotContain("steered");
        Files.writeString(mpd, MPD.replace("  <Period>", """
                  <BaseURL serviceLocation="alpha">https://alpha.example/title/</BaseURL>
                  <BaseURL serviceLocation="beta">https://beta.example/title/</BaseURL>
                  <ContentSteering defaultServiceLocation="beta" queryBeforeStart="true">https://steer.example/title</ContentSteering>
                  <Period>"""));
        assertThat(CommandRun.of("inspect", mpd).assertDone().out().lines())
                .contains("steered by https://steer.example/title, asked before the start, first beta;"
                        + " pathways alpha, beta");
        JsonNode steering =
                CommandRun.of("inspect", mpd, "--json").assertDone().json().get("steering");
        assertThat(steering.get("server").asText()).isEqualTo("https://steer.example/title");
        assertThat(steering.get("isAskedBeforeStart").asBoolean()).isTrue();
        assertThat(steering.get("pathways").toString()).isEqualTo("[\"alpha\",\"beta\"]");
    }

    @Test
    void steeringOfAPlaylistIsShown() throws IOException {
        Path playlist = Files.writeString(folder.resolve("master.m3u8"), """
                #EXTM3U
                #EXT-X-CONTENT-STEERING:SERVER-URI="https://steer.example/title",PATHWAY-ID="beta"
                #EXT-X-STREAM-INF:BANDWIDTH=9000,PATHWAY-ID="alpha"
                https://alpha.example/title/small.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=9000,PATHWAY-ID="beta"
                https://beta.example/title/small.m3u8
                """);
        assertThat(CommandRun.of("inspect", playlist).assertDone().out().lines())
                .contains("steered by https://steer.example/title, first beta; pathways alpha, beta");
    }

    private Path title() throws IOException {
        Files.createDirectories(folder.resolve("small"));
        Files.createDirectories(folder.resolve("large"));
        Files.write(folder.resolve("small/init.mp4"), new byte[100]);
        Files.write(folder.resolve("small/1.m4s"), new byte[1000]);
        Files.write(folder.resolve("small/2.m4s"), new byte[500]);
        Files.write(folder.resolve("large/1.m4s"), new byte[200]);
        return Files.writeString(folder.resolve("manifest.mpd"), MPD);
    }

    @Test
    void brokenManifestIsOneLine() throws IOException {
        Path mpd = Files.writeString(folder.resolve("manifest.mpd"), MPD.replace("</Period>", ""));
        assertThat(CommandRun.of("inspect", mpd).assertFailsWithOneLine()).startsWith(mpd + ": malformed MPD");
        Files.writeString(mpd, MPD.replace("$Number$", "$Numbr$"));
        assertThat(CommandRun.of("inspect", mpd).assertFailsWithOneLine()).startsWith(mpd + ": unsupported MPD");
    }

    @Test
    void plotNeedsFramesOfAnMp4() throws IOException {
        Path plot = folder.resolve("sizes.png");
        assertThat(CommandRun.of("inspect", title(), "--plot", plot).assertWrongUsage())
                .contains("--plot needs an MP4 file");
        Path noFragments = h264();
        assertThat(CommandRun.of("inspect", noFragments, "--plot", plot).assertFailsWithOneLine())
                .startsWith(noFragments + ": has no video in fragments to plot");
        assertThat(plot).doesNotExist();
    }

    @Test
    void anythingElseIsOneLine() throws IOException {
        assertThat(CommandRun.of("inspect", folder).assertFailsWithOneLine())
                .isEqualTo(folder + ": is a folder; name a file in it, or --check it");
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        assertThat(CommandRun.of("inspect", empty).assertFailsWithOneLine()).startsWith(empty + ": is empty");
        Path text = Files.writeString(folder.resolve("notes.txt"), "these are notes and no video");
        assertThat(CommandRun.of("inspect", text).assertFailsWithOneLine()).contains("not an MP4 file");
        Path missing = folder.resolve("missing.mp4");
        assertThat(CommandRun.of("inspect", missing).assertFailsWithOneLine())
                .isEqualTo(missing + ": no such file or folder; check the path");
    }

    private static long sum(JsonNode rows, String field) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.get(field).asLong();
        }
        return sum;
    }
}
