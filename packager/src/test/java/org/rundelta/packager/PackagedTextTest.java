package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rundelta.check.TitleCheck;
import org.rundelta.codec.Effort;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.MediaSegment;
import org.rundelta.hls.MultivariantPlaylist;
import org.rundelta.hls.PlaylistFiles;
import org.rundelta.hls.PlaylistReader;
import org.rundelta.hls.UriRange;
import org.rundelta.hls.Variant;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Sample;
import org.rundelta.text.TextException;

/** Text from files to titles, and what ffprobe makes of it. */
class PackagedTextTest {
    private static final String ENGLISH = """
            1
            00:00:01,000 --> 00:00:06,000
            over a border

            2
            00:00:05,000 --> 00:00:06,500
            <i>at</i> the same time

            3
            01:00:00,250 --> 02:00:00,000
            an hour in, and beyond the end

            4
            02:00:00,000 --> 02:00:01,000
            behind the end
            """;

    private static final String FINNISH = """
            WEBVTT

            STYLE
            ::cue { color: yellow }

            yksi
            00:00.000 --> 00:03.999 line:0
            Hei &amp; moi
            """;

    private static final SyntheticInput HOUR = SyntheticInput.at(1000, 3_604_000, 0, 4000, 8000, 3_600_000);

    @TempDir
    private Path folder;

    private Path output;

    @Test
    void aFileHasEveryCueOnce() throws Exception {
        run(TextFormat.VTT, Layout.TIME);
        Representation english = texts().get(0).representations().get(0);
        assertThat(Files.readString(output.resolve(english.baseUrls().get(0).url())))
                .isEqualTo("""
                WEBVTT

                00:00:01.000 --> 00:00:06.000
                over a border

                00:00:05.000 --> 00:00:06.500
                <i>at</i> the same time

                01:00:00.250 --> 01:00:04.000
                an hour in, and beyond the end
                """);
    }

    @ParameterizedTest
    @EnumSource(TextFormat.class)
    void languagesAndRolesAreDescribed(TextFormat format) throws Exception {
        run(format, Layout.TIME);
        List<String> sets = new ArrayList<>();
        for (AdaptationSet set : texts()) {
            Representation text = set.representations().get(0);
            sets.add(
                    String.join(" ", text.id(), set.lang(), set.roles().get(0).value(), set.mimeType(), text.codecs()));
        }
        String kind = format == TextFormat.VTT ? " text/vtt null" : " application/mp4 wvtt";
        assertThat(sets).containsExactly("text-en en subtitle" + kind, "text-fi fi caption" + kind);
    }

    /** The live profile is for segments only (ISO/IEC 23009-1, 8.4). */
    @Test
    void profilesHoldForText() throws Exception {
        run(TextFormat.VTT, Layout.TIME);
        assertThat(mpd().profiles()).containsExactly(Mpd.FULL_PROFILE);
        run(TextFormat.WVTT, Layout.TIME);
        assertThat(mpd().profiles()).containsExactly(Mpd.LIVE_PROFILE);
        run(TextFormat.VTT, Layout.ON_DEMAND);
        assertThat(mpd().profiles()).containsExactly(Mpd.ON_DEMAND_PROFILE);
    }

    /** Titles whose files are exactly those named, and that pass the check of the project itself. */
    @ParameterizedTest
    @EnumSource(Layout.class)
    void titlesAreWhole(Layout layout) throws Exception {
        for (TextFormat format : TextFormat.values()) {
            run(format, layout);
            assertThat(TitleCheck.run(output).findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void everySegmentHasTheCuesThatItTouches(Layout layout) throws Exception {
        run(TextFormat.WVTT, layout);
        List<List<String>> english = samples(0);
        assertThat(english).hasSize(4);
        assertThat(english.get(0)).containsExactly("0-1000 vtte", "1000-4000 vttc(vsid 0, payl over a border)");
        assertThat(english.get(1))
                .containsExactly(
                        "4000-5000 vttc(vsid 0, payl over a border)",
                        "5000-6000 vttc(vsid 0, payl over a border)vttc(vsid 1, payl <i>at</i> the same time)",
                        "6000-6500 vttc(vsid 1, payl <i>at</i> the same time)",
                        "6500-8000 vtte");
        assertThat(english.get(2)).containsExactly("8000-3600000 vtte");
        assertThat(english.get(3))
                .containsExactly("3600000-3600250 vtte", "3600250-3604000 vttc(payl an hour in, and beyond the end)");
        assertThat(samples(1).get(0))
                .containsExactly("0-3999 vttc(iden yksi, sttg line:0, payl Hei &amp; moi)", "3999-4000 vtte");
    }

    /** Not every player of HLS shows text that is in MP4. */
    @ParameterizedTest
    @EnumSource(TextFormat.class)
    void playlistsHaveTheTextAsFiles(TextFormat format) throws Exception {
        run(format, Layout.TIME);
        MultivariantPlaylist master = (MultivariantPlaylist) PlaylistReader.read(output.resolve(Packager.PLAYLIST));
        assertThat(master.renditions())
                .extracting(text -> String.join(
                        " ", text.type().name(), text.name(), text.language(), String.valueOf(text.characteristics())))
                .containsExactly(
                        "SUBTITLES English en null",
                        "SUBTITLES Finnish fi public.accessibility.transcribes-spoken-dialog,"
                                + "public.accessibility.describes-music-and-sound");
        assertThat(master.renditions()).allMatch(text -> text.autoselect() && !text.isDefault() && !text.forced());
        assertThat(master.variants())
                .extracting(Variant::subtitles)
                .containsExactly(master.renditions().get(0).groupId(), null);
        String english = master.renditions().get(0).uri();
        MediaPlaylist media = PlaylistFiles.media(output, english);
        assertThat(media.targetDuration()).isEqualTo(3604);
        assertThat(media.segments())
                .containsExactly(new MediaSegment(Duration.ofSeconds(3604), new UriRange("text.vtt", null), null));
        assertThat(Files.readString(output.resolve(english).resolveSibling("text.vtt")))
                .contains("an hour in");
    }

    @Test
    void textThatEverybodyNeedsIsForced() {
        TextFile file = new TextFile("text", new TrackDescription(null, "forced-subtitle", null), new byte[9]);
        TextGroup group = new TextGroup(List.of(file, file), Duration.ofSeconds(3));
        assertThat(group.renditions()).extracting(AlternativeRendition::name).containsExactly("Text", "Text 2");
        assertThat(group.renditions()).allMatch(text -> text.forced() && text.autoselect() && !text.isDefault());
        assertThat(group.bitrate()).isEqualTo(24);
    }

    /** The last frame ends after four seconds, the audio after seven, and a cue comes in between. */
    @ParameterizedTest
    @EnumSource(Layout.class)
    void aCueBehindTheLastFrameIsKept(Layout layout) throws Exception {
        Path late = Files.writeString(folder.resolve("late.srt"), "1\n00:00:05,500 --> 00:00:06,500\nlate\n");
        TextChoice choice = new TextChoice(late, TrackDescription.NONE);
        SyntheticInput input =
                SyntheticInput.at(1000, 4000, 0, 1000, 2000, 3000).withAudio(329);
        output = folder.resolve("title");
        encode(input, new TextOptions(List.of(choice), TextFormat.VTT), layout);
        String file = texts().get(0).representations().get(0).baseUrls().get(0).url();
        assertThat(Files.readString(output.resolve(file))).endsWith("00:00:05.500 --> 00:00:06.500\nlate\n");
        encode(input, new TextOptions(List.of(choice), TextFormat.WVTT), layout);
        assertThat(samples(0).get(samples(0).size() - 1))
                .startsWith("0-5500 vtte", "5500-6500 vttc(payl late)")
                .hasSize(3);
        assertThat(TitleCheck.run(output).findings()).isEmpty();
    }

    @Test
    void ffprobeReadsTheSegments() throws Exception {
        run(TextFormat.WVTT, Layout.ON_DEMAND);
        for (int track = 0; track < 2; track++) {
            Representation text = texts().get(track).representations().get(0);
            Path file = output.resolve(text.baseUrls().get(0).url());
            assertThat(Tool.ffprobe(
                            folder,
                            "-show_entries",
                            "stream=codec_tag_string:stream_tags=language",
                            "-of",
                            "csv=p=0",
                            file.toString()))
                    .containsExactly(track == 0 ? "wvtt,eng" : "wvtt,fin");
            List<String> expected = new ArrayList<>();
            samples(track).forEach(segment -> segment.forEach(sample -> expected.add(sample.replaceFirst(" .*", ""))));
            List<String> packets = new ArrayList<>();
            for (String packet :
                    Tool.ffprobe(folder, "-show_entries", "packet=pts,duration", "-of", "csv=p=0", file.toString())) {
                long start = Long.parseLong(packet.replaceFirst(",.*", ""));
                packets.add(start + "-" + (start + Long.parseLong(packet.replaceFirst(".*,", ""))));
            }
            assertThat(packets).isEqualTo(expected);
        }
    }

    @Test
    void brokenTextStopsBeforeAnythingIsEncoded() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.srt"), "1\n00:00:01,000 --> later\nx\n");
        output = folder.resolve("title");
        TextOptions text = new TextOptions(List.of(new TextChoice(broken, TrackDescription.NONE)), TextFormat.VTT);
        assertThatThrownBy(() -> encode(HOUR, text, Layout.TIME))
                .isInstanceOf(TextException.class)
                .hasMessageStartingWith(broken + ": line 2: ");
        assertThat(output).doesNotExist();
    }

    /** An hour and four seconds with four pictures, and so many segments. */
    private void run(TextFormat format, Layout layout) throws Exception {
        Path english = Files.writeString(folder.resolve("english.srt"), ENGLISH);
        Path finnish = Files.writeString(folder.resolve("finnish.vtt"), FINNISH);
        output = folder.resolve("title");
        encode(
                HOUR,
                new TextOptions(
                        List.of(
                                new TextChoice(english, new TrackDescription(new LanguageTag("en"), null, null)),
                                new TextChoice(finnish, new TrackDescription(new LanguageTag("fi"), "caption", null))),
                        format),
                layout);
    }

    private void encode(SyntheticInput input, TextOptions text, Layout layout) throws Exception {
        PackageOptions options = new PackageOptions(output, Ladder.LOSSLESS, Duration.ofSeconds(4), Effort.FAST, 2)
                .withText(text)
                .withLayout(layout, Pathways.NONE)
                .withHls(true);
        Packager.run(input, options, PackageListener.NONE);
    }

    private List<AdaptationSet> texts() throws Exception {
        return mpd().periods().get(0).adaptationSets().stream()
                .filter(set -> set.contentType().equals("text"))
                .toList();
    }

    private Mpd mpd() throws Exception {
        return MpdReader.read(output.resolve(Packager.MANIFEST));
    }

    /** The samples of each segment, as text: times in milliseconds, boxes and what they hold. */
    private List<List<String>> samples(int track) throws Exception {
        Mpd mpd = mpd();
        Period period = mpd.periods().get(0);
        AdaptationSet set = texts().get(track);
        LocatedSegments located = LocatedSegments.of(
                output, mpd, period, set, set.representations().get(0));
        Path whole = folder.resolve("whole.mp4");
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (String file :
                    ManifestFiles.of(mpd, period, set, set.representations().get(0))) {
                Files.copy(output.resolve(file), out);
            }
        }
        List<List<String>> segments = new ArrayList<>();
        try (FragmentReader reader = FragmentReader.open(whole)) {
            Sample sample = reader.next(3);
            for (LocatedSegments.MediaSegment segment : located.media()) {
                List<String> samples = new ArrayList<>();
                long end = segment.segment().time() + segment.segment().duration();
                while (sample != null && sample.decodeTime() < end) {
                    long until = sample.decodeTime() + sample.duration();
                    samples.add(sample.decodeTime() + "-" + until + " " + boxes(ByteBuffer.wrap(sample.data())));
                    sample = reader.next(3);
                }
                segments.add(samples);
            }
            assertThat(sample).isNull();
        }
        return segments;
    }

    /** Read from ISO/IEC 14496-30, not from the writer. */
    private static String boxes(ByteBuffer data) {
        StringBuilder text = new StringBuilder();
        while (data.hasRemaining()) {
            byte[] content = new byte[data.getInt() - 8];
            byte[] type = new byte[4];
            data.get(type).get(content);
            String name = new String(type, StandardCharsets.US_ASCII);
            switch (name) {
                case "vttc" ->
                    text.append("vttc(").append(boxes(ByteBuffer.wrap(content))).append(')');
                case "vsid" ->
                    text.append("vsid ").append(ByteBuffer.wrap(content).getInt());
                case "vtte" -> text.append("vtte");
                default -> text.append(name).append(' ').append(new String(content, StandardCharsets.UTF_8));
            }
            text.append(name.equals("vttc") || !data.hasRemaining() ? "" : ", ");
        }
        return text.toString();
    }
}
