package org.rundelta.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.codec.Effort;
import org.rundelta.dash.BaseUrl;
import org.rundelta.dash.Mpd;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.Layout;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Pathways;
import org.rundelta.packager.Rung;
import org.rundelta.packager.TextChoice;
import org.rundelta.packager.TextFormat;
import org.rundelta.packager.TextOptions;
import org.rundelta.packager.ThumbnailOptions;
import org.rundelta.packager.TrackDescription;

/** Titles of every layout, with text and playlists, have nothing wrong; those in which something was changed have that. */
class TitleCheckTest {
    private static final Rung THUMB = new Rung(
            "thumb",
            new Fidelity.MaxError(8),
            new OutputSize.Scaled(new BigDecimal("0.5")),
            new FrameRate(10, 1),
            Rung.DEFAULT_CODEC);
    private static final Pathways PATHWAYS =
            new Pathways(List.of(new BaseUrl("a", "https://a.example/title/")), "https://steer.example/");

    @TempDir
    private static Path titles;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeTitles() throws Exception {
        Tool.ffmpeg(
                titles,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=64x48:rate=50:duration=2.9",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=2.9",
                "clip.mkv");
        Path text = Files.writeString(titles.resolve("text.srt"), """
                1
                00:00:00,200 --> 00:00:01,500
                over a border

                2
                00:00:02,500 --> 00:00:02,800
                late
                """);
        for (Layout layout : Layout.values()) {
            TextFormat format = layout == Layout.NUMBER ? TextFormat.WVTT : TextFormat.VTT;
            PackageOptions options = new PackageOptions(
                            titles.resolve(layout.name()),
                            new Ladder(List.of(THUMB, Rung.lossless("exact"))),
                            Duration.ofSeconds(1),
                            Effort.FAST,
                            2)
                    .withLayout(layout, PATHWAYS)
                    .withText(new TextOptions(List.of(new TextChoice(text, TrackDescription.NONE)), format))
                    .withThumbnails(new ThumbnailOptions(true, 0))
                    .withTrickPlay(true)
                    .withHls(true);
            Packager.run(new FfmpegInput(titles.resolve("clip.mkv").toString()), options, PackageListener.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void packagedTitleHasNothingWrong(Layout layout) throws Exception {
        Path title = titles.resolve(layout.name());
        CheckReport report = TitleCheck.run(title);
        assertThat(report.findings()).isEmpty();
        assertThat(report.representations()).isEqualTo(6);
        assertThat(report.segments()).isEqualTo(layout == Layout.NUMBER ? 16 : 14);
        int media = layout == Layout.ON_DEMAND ? 4 : layout == Layout.TIME ? 16 : 20;
        assertThat(report.files()).as("media, a tile, a text, six playlists").isEqualTo(media + 1 + 1 + 6);
        assertThat(TitleCheck.run(title.resolve("manifest.mpd")).findings()).isEmpty();
    }

    /** A regular expression in the manifest, and what takes its place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME | id=\"exact\" | id=\"thumb\" | Representation@id thumb is there twice",
                "TIME | AdaptationSet id=\"1\" | AdaptationSet id=\"0\" | AdaptationSet@id 0 is there twice",
                "TIME | rdv1[.0-9]+ | avc1.640028 | @codecs of representation thumb is avc1.640028, expected rdv1",
                "TIME | width=\"64\" | width=\"65\" | @width of representation exact is 65, expected 64",
                "TIME | height=\"24\" | height=\"25\" | @height of representation thumb is 25, expected 24",
                "TIME | frameRate=\"50\" | frameRate=\"25\" | @frameRate of representation exact is 25, expected 1000/20",
                "TIME | audioSamplingRate=\"44100\" | audioSamplingRate=\"48000\" | is 48000, expected 44100",
                "TIME | Configuration\" value=\"1\" | Configuration\" value=\"2\" | @value of representation audio is 2",
                "TIME | (id=\"exact\" bandwidth=)\"\\d+ | $1\"20000 | @bandwidth of representation exact is 20000, expected at",
                "TIME | minBufferTime=\"PT[.0-9]+S\" | minBufferTime=\"PT0S\" | minBufferTime is 0, expected the duration",
                "TIME | mediaPresentationDuration=\"PT2 | mediaPresentationDuration=\"PT3 | how long the presentation lasts is PT3.926S, expected PT2.926S",
                "TIME | Period(.*)duration=\"PT[0-9.]+S\" | Period$1duration=\"PT2S\" | the period lasts PT2S, expected PT2.9",
                "TIME | Period(.*)duration=\"PT[0-9.]+S\" | Period$1duration=\"PT9S\" | the period lasts PT9S, expected PT2.9",
                "TIME | d=\"900\" | d=\"800\" | the time at which its last sample ends is 2900, expected 2800",
                "TIME | timescale=\"1000\" | timescale=\"2000\" | the timescale of its track is 1000, expected 2000",
                "TIME | /thumbnail_tile | /thumbnails | representation thumbnails has no property thumbnail_tile",
                "TIME | value=\"3x1\" | value=\"3\" | that cannot be: \"3\" is no number of columns and rows",
                "TIME | value=\"3x1\" | value=\"5x1\" | has @width 192, expected a multiple of 5",
                "TIME | width=\"192\" | width=\"195\" | /1.jpg: its width is 192, expected 195",
                "TIME | duration=\"3000\" | duration=\"2000\" | /2.jpg: the file is missing",
                "TIME | (id=\"thumbnails\" bandwidth=)\"\\d+ | $1\"9 | representation thumbnails has @bandwidth 9, expected at",
                "TIME | trickmode\" value=\"0\" | trickmode\" value=\"9\" | a set for trick play of 9, expected the id of a set",
                "TIME | trickmode\" value=\"0\" | trickmode\" value=\"2\" | a set for trick play of 2, expected the id of a set",
                "TIME | (id=\"exact\") | $1 codingDependency=\"false\" | samples that are no sync samples, expected none",
                "TIME | <Period | <Perio | malformed MPD",
                "TIME | \\$Time\\$ | x\\$Time\\$ | the file is missing, expected it, since manifest.mpd names it",
                "NUMBER | startNumber=\"1\" | startNumber=\"2\" | /4.m4s: the file is missing",
                "NUMBER | <S t=\"0\" d=\"1000\" r=\"1\"/> | <S t=\"0\" d=\"1000\"/><S t=\"1100\" d=\"900\"/> | expected 1000",
                "ON_DEMAND | indexRange=\"(\\d+)-(\\d+) | indexRange=\"$1-9$2 | no bytes",
                "ON_DEMAND | Initialization range=\"0-\\d+ | Initialization range=\"0-500 | box moov ends elsewhere",
                "ON_DEMAND | SegmentBase timescale=\"1000\" | SegmentBase timescale=\"90\" | SegmentBase@timescale is 90",
            })
    void changedManifestIsFound(Layout layout, String pattern, String replacement, String finding) throws Exception {
        Path manifest = copy(layout).resolve("manifest.mpd");
        String text = Files.readString(manifest);
        String changed = text.replaceFirst(pattern, replacement);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(manifest, changed);
        assertFound(finding);
    }

    /** A file of the title by its folder and name, a regular expression in it, and what takes its place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME | . | master.m3u8 | #EXTM3U | #EXT | master.m3u8: not a playlist",
                "TIME | . | master.m3u8 | :BANDWIDTH=\\d+ | :BANDWIDTH=99 | media.m3u8 is 99, expected at least",
                "TIME | . | master.m3u8 | AVERAGE-BANDWIDTH=\\d+ | AVERAGE-BANDWIDTH=98 | media.m3u8 is 98, expected at",
                "TIME | . | master.m3u8 | CODECS=\"[^\"]+\" | CODECS=\"avc1.640028\" | is avc1.640028, expected rdv1.",
                "TIME | . | master.m3u8 | RESOLUTION=32x24 | RESOLUTION=33x24 | media.m3u8 is 33x24, expected 32x24",
                "TIME | . | master.m3u8 | GROUP-ID=\"text | GROUP-ID=\"txt | a variant names the group text, expected",
                "TIME | . | master.m3u8 | exact/(.*)/media | exact/$1/other | other.m3u8: the file is missing",
                "TIME | . | master.m3u8 | exact/(.*)/media | exact/$1/keyframes | it lists KEYFRAMES, expected PLAYBACK",
                "TIME | . | master.m3u8 | EXT-X-CONTENT-STEERING | EXT-X-OTHER | is absolute",
                "TIME | . | master.m3u8 | title/exact/(.*)/media | title/other/$1/media | expected copies of what is beside",
                "TIME | . | master.m3u8 | :BANDWIDTH=\\d+(.*PATHWAY) | :BANDWIDTH=77$1 | BANDWIDTH=77, CODECS=",
                "TIME | . | master.m3u8 | SERVER-URI=(.*)\"a\" | SERVER-URI=$1\"b\" | PATHWAY-ID b of EXT-X-CONTENT-STEERING",
                "TIME | exact | media.m3u8 | #EXTINF:1.0 | #EXTINF:1.1 | has an EXTINF of PT1.1S, expected PT1S",
                "TIME | exact | media.m3u8 | DURATION:1 | DURATION:0 | EXTINF of 1 s exceeds the EXT-X-TARGETDURATION",
                "TIME | exact | media.m3u8 | 1000.m4s | 1001.m4s | 1001.m4s: the file is missing",
                "TIME | exact | media.m3u8 | init.mp4 | 0.m4s | no moov box",
                "TIME | exact | media.m3u8 | #EXT-X-ENDLIST | '' | EXT-X-ENDLIST is missing",
                "TIME | exact | keyframes.m3u8 | BYTERANGE:\\d+@0 | BYTERANGE:99@0 | ends at byte 98, expected byte",
                "TIME | audio | media.m3u8 | #EXTINF:[.0-9]+ | #EXTINF:0.9 | has an EXTINF of PT0.9S, expected PT",
                "TIME | text | media.m3u8 | #EXTINF:2 | #EXTINF:1 | text.vtt: a cue ends at PT2.8S, expected not after PT1",
                "TIME | text | text.vtt | WEBVTT | WEB | it does not begin with WEBVTT",
                "TIME | text | text.vtt | --> | -> | text.vtt: line 4: ",
                "TIME | text | text.vtt | 02.800 | 09.800 | text.vtt: a cue ends at PT9.8S, expected not after PT2.9",
                "NUMBER | text | 1.m4s | payl | pail | box payl is missing",
                "NUMBER | text | 1.m4s | vttc | vttx | neither vttc nor vtte",
                "ON_DEMAND | exact | media.m3u8 | BYTERANGE:(\\d+)@(\\d+) | BYTERANGE:$1@9 | does not begin with a movie",
                "ON_DEMAND | exact | media.m3u8 | BYTERANGE:\\d+@ | BYTERANGE:999@ | ends inside a box, expected whole",
                "ON_DEMAND | exact | media.m3u8 | BYTERANGE:\\d+@ | BYTERANGE:9999999@ | of media.mp4, expected some of",
                "ON_DEMAND | exact | keyframes.m3u8 | BYTERANGE:\\d+@ | BYTERANGE:99@ | where its keyframe ends",
            })
    void changedPlaylistOrTextIsFound(
            Layout layout, String folderName, String name, String pattern, String replacement, String finding)
            throws Exception {
        Path file = file(copy(layout), folderName, name);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String changed = text.replaceAll(pattern, replacement);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
        assertFound(finding);
    }

    /** The sample entry may be that of the AAC-LC inside. */
    @Test
    void highEfficiencyAacMayBeSignalledImplicitly() throws Exception {
        Path manifest = copy(Layout.TIME).resolve("manifest.mpd");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("mp4a.40.2", "mp4a.40.5").replace("Rate=\"44100\"", "Rate=\"88200\""));
        assertThat(TitleCheck.run(folder.resolve("title")).findings()).isEmpty();
        Files.writeString(manifest, text.replace("mp4a.40.2", "mp4a.40.42"));
        assertFound("@codecs of representation audio is mp4a.40.42, expected mp4a.40.2");
    }

    @Test
    void filesThatNobodyNamesAreFound() throws Exception {
        Path title = copy(Layout.TIME);
        Files.writeString(title.resolve("notes.txt"), "");
        Files.writeString(Files.createDirectory(title.resolve(".hidden")).resolve("file"), "");
        Files.writeString(title.resolve("exact/old.m3u8"), "");
        assertThat(TitleCheck.run(title).findings())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "exact/old.m3u8: no manifest names this file, expected only files that are named",
                        "notes.txt: no manifest names this file, expected only files that are named");
    }

    @Test
    void missingFilesAreFound() throws Exception {
        Files.delete(file(copy(Layout.ON_DEMAND), "exact", "media.mp4"));
        assertFound("/media.mp4: the file is missing");
    }

    @Test
    void brandsAreThoseOfAPromisedProfile() throws Exception {
        Path title = copy(Layout.NUMBER);
        Path manifest = title.resolve(Packager.MANIFEST);
        Files.writeString(
                manifest,
                Files.readString(manifest).replace(Mpd.LIVE_PROFILE, Mpd.LIVE_PROFILE + "," + Mpd.CMAF_PROFILE));
        Path file = file(title, "exact", "init.mp4");
        byte[] bytes = Files.readAllBytes(file);
        bytes[find(bytes, "cmfc") + 3] = 'x';
        Files.write(file, bytes);
        assertFound("its brands are [iso6, cmfx");
    }

    /** The name of a box or field, what to look for behind it in a file, and what to put there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME | init.mp4 | ftyp | free | the boxes of the initialization segment are [free, moov]",
                "TIME | init.mp4 | rdv1 | avc1 | @codecs of representation exact",
                "TIME | init.mp4 | moov | moox | no moov box",
                "TIME | 1000.m4s | msdhcmfs | msdxcmfx | its brands are [msdx, cmfx], expected msdh or cmfs among them",
                "TIME | 1000.m4s | styp | free | its boxes are [free, moof, mdat]",
                "TIME | 1000.m4s | mdat | free | movie fragment without an mdat",
                "ON_DEMAND | media.mp4 | sidx | free | not a sidx",
            })
    void changedBoxIsFound(Layout layout, String name, String before, String after, String finding) throws Exception {
        Path file = file(copy(layout), "exact", name);
        byte[] bytes = Files.readAllBytes(file);
        byte[] replacement = after.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(replacement, 0, bytes, find(bytes, before), replacement.length);
        Files.write(file, bytes);
        assertFound(finding);
    }

    /** The name of a box, the last byte of a field by its distance from there, and what it becomes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME | 2000.m4s | mfhd | 10 | 0 | sequence number 209, expected more than 1001",
                "TIME | 1000.m4s | tfhd | 11 | 9 | a track id is 9, expected 1",
                "TIME | 1000.m4s | tfdt | 15 | 9 | the time of its first sample is",
                "TIME | 2000.m4s | tfdt | 15 | 9 | the time of its first sample",
                "ON_DEMAND | media.mp4 | sidx | 15 | 9 | SegmentBase@timescale is 1000",
                "ON_DEMAND | media.mp4 | sidx | 23 | 9 | the time of its first sample is 0, expected 9",
                "ON_DEMAND | media.mp4 | sidx | 31 | 9 | segment 1 begins at byte",
                "ON_DEMAND | media.mp4 | sidx | 39 | 1 | segment 1: does not begin and end with a box",
                "ON_DEMAND | media.mp4 | sidx | 43 | 1 | segment 1: the time at which its last sample ends is 1000",
            })
    void changedFieldIsFound(Layout layout, String name, String box, int distance, int value, String finding)
            throws Exception {
        Path file = file(copy(layout), "exact", name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[find(bytes, box) + distance] = (byte) value;
        Files.write(file, bytes);
        assertFound(finding);
    }

    @Test
    void damagedThumbnailsAreFound() throws Exception {
        Path tile = file(copy(Layout.ON_DEMAND), "thumbnails", "1.jpg");
        byte[] whole = Files.readAllBytes(tile);
        Files.write(tile, Arrays.copyOf(whole, whole.length - 10));
        assertFound("/1.jpg: it does not end as a JPEG does, expected bytes FF D9");
        Files.write(tile, Arrays.copyOf(whole, 100));
        assertFound("/1.jpg: it is no JPEG, expected one of the size");
    }

    @Test
    void segmentsThatChangedPlacesAreFound() throws Exception {
        Path title = copy(Layout.NUMBER);
        Path first = file(title, "exact", "1.m4s");
        Path second = first.resolveSibling("2.m4s");
        Path aside = first.resolveSibling("aside");
        Files.move(first, aside);
        Files.move(second, first);
        Files.move(aside, second);
        assertFound("1.m4s: the time of its first sample is 1000, expected 0");
        assertFound("2.m4s: sequence number");
    }

    @Test
    void rungsThatAreNotAlignedAreFound() throws Exception {
        Path manifest = copy(Layout.TIME).resolve("manifest.mpd");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("<S t=\"0\" d=\"1000\" r=\"1\"/>", "<S t=\"0\" d=\"1000\"/>"));
        assertFound("representation exact has 3 segments, expected 2, as thumb has in the same set");
        Files.writeString(
                manifest,
                text.replaceFirst("<S t=\"0\" d=\"1000\" r=\"1\"/>", "<S t=\"0\" d=\"900\"/><S d=\"1100\"/>"));
        assertFound("segment 2 of representation exact begins at PT1S, expected PT0.9S, as that of thumb");
        int trick = text.indexOf("<Representation id=\"trick\"");
        Files.writeString(
                manifest,
                text.substring(0, trick)
                        + text.substring(trick)
                                .replaceFirst(
                                        "<S t=\"0\" d=\"1000\" r=\"1\"/>", "<S t=\"0\" d=\"900\"/><S d=\"1100\"/>"));
        assertFound("a segment of representation trick begins at PT0.9S, expected the start of a segment in set 0");
    }

    @Test
    void segmentThatBeginsWithNoKeyframeIsFound() throws Exception {
        Path file = file(copy(Layout.TIME), "exact", "1000.m4s");
        byte[] bytes = Files.readAllBytes(file);
        int trun = find(bytes, "trun");
        assertThat(bytes[trun + 7] & 4).as("first_sample_flags is there").isEqualTo(4);
        bytes[trun + 16] = 1; // depends on others
        bytes[trun + 17] = 1; // no sync sample
        Files.write(file, bytes);
        assertFound("1000.m4s: the first sample is no sync sample, expected one");
    }

    @Test
    void folderWithoutManifestIsRefused() {
        assertThatThrownBy(() -> TitleCheck.run(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no manifest");
    }

    /** Whatever is damaged, the check ends, and finds something or nothing in one line each. */
    @ParameterizedTest
    @EnumSource
    void anyDamageIsSurvived(Layout layout) throws Exception {
        Path title = copy(layout);
        List<Path> files = files(title);
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Path file = files.get(random.nextInt(files.size()));
            byte[] good = Files.readAllBytes(file);
            byte[] bad = random.nextInt(10) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int n = 1 + random.nextInt(3); n > 0 && bad.length > 0; n--) {
                // the structure is at the beginning; behind it are coded frames
                int at = random.nextInt(random.nextInt(4) == 0 ? bad.length : Math.min(bad.length, 300));
                bad[at] = random.nextBoolean() ? (byte) (bad[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt(256);
            }
            Files.write(file, bad);
            for (Finding finding : TitleCheck.run(title).findings()) {
                assertThat(finding.toString().lines()).hasSize(1);
            }
            Files.write(file, good);
        }
        assertThat(TitleCheck.run(title).findings()).isEmpty();
    }

    private void assertFound(String finding) throws IOException {
        assertThat(TitleCheck.run(folder.resolve("title")).findings())
                .extracting(Finding::toString)
                .anySatisfy(line -> assertThat(line).contains(finding));
    }

    private Path copy(Layout layout) throws IOException {
        Path from = titles.resolve(layout.name());
        Path to = folder.resolve("title");
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        return to;
    }

    private static List<Path> files(Path title) throws IOException {
        try (Stream<Path> paths = Files.walk(title)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path file(Path title, String rung, String name) {
        try {
            return files(title.resolve(rung)).stream()
                    .filter(file -> file.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int find(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).as(text).isNotNegative();
        return at;
    }
}
