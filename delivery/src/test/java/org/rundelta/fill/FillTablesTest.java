package org.rundelta.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fill is planned from: tables, and folders of titles. */
class FillTablesTest {
    @TempDir
    private Path folder;

    @Test
    void popularityIsRead() throws Exception {
        Path file = write("\uFEFFtitle,region,views\n\"a, \"\"b\"\"\",fi,12\r\n\nfilm,se,0\n");
        assertThat(PopularityTable.read(file))
                .containsExactly(new Views("a, \"b\"", "fi", 12, ""), new Views("film", "se", 0, ""));
    }

    @Test
    void sizesAreRead() throws Exception {
        Path file = write("title,rung,bytes\na,720p,100\na,,7\na,360p,50\n");
        assertThat(CatalogueTable.read(file).titles().values())
                .containsExactly(new CatalogueTitle(
                        "a",
                        List.of(new TitlePart("720p", 100, List.of()), new TitlePart("360p", 50, List.of())),
                        new TitlePart(TitlePart.COMPANIONS, 7, List.of()),
                        new TitlePart(TitlePart.MANIFESTS, 0, List.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title,views\\n|line 1: the head has to be title,region,views,rung, of which the last may be left out",
                "|line 1: the head has to be",
                "title,region,views\\na,fi|line 2: 2 cells, but the head has 3",
                "title,region,views\\na,fi,1\\na,fi,x|line 3: views \"x\" is not a whole number",
                "title,region,views\\na,fi,-1|line 2: views \"-1\" is not a whole number",
                "title,region,views\\na,fi,1\\na,fi,1|line 3: title \"a\" is counted twice in region \"fi\"",
                "title,region,views\\n\"a,fi,1|line 2: a quote is not closed",
                "title,region,views\\n\"a\"b,fi,1|line 2: a quote is not closed",
            })
    void malformedPopularityIsRefused(String table, String problem) throws Exception {
        Path file = write(table == null ? "" : table.replace("\\n", "\n"));
        assertThatThrownBy(() -> PopularityTable.read(file))
                .isInstanceOf(FillException.class)
                .hasMessageContaining(file + ": ")
                .hasMessageContaining(problem);
    }

    @Test
    void contradictorySizesAreRefused() throws Exception {
        Path twice = write("title,rung,bytes\na,x,1\na,x,2\n");
        assertThatThrownBy(() -> CatalogueTable.read(twice))
                .hasMessageContaining("line 3: title \"a\" has rung \"x\" twice");
        Path none = write("title,rung,bytes\na,,1\n");
        assertThatThrownBy(() -> CatalogueTable.read(none)).hasMessageContaining("title \"a\" has no rung");
    }

    @Test
    void whateverATableHoldsItIsReadOrRefusedInOneLine() throws Exception {
        Random random = new Random(11);
        String letters = "ab,\"\n\r 0129-\u00e4\u0000;";
        int read = 0;
        for (int run = 0; run < 3000; run++) {
            StringBuilder text = new StringBuilder(run % 2 == 0 ? "title,region,views\n" : "title,rung,bytes\n");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(random.nextInt(9) == 0 ? "a,b,1\n" : letters.charAt(random.nextInt(letters.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(20) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("fuzzed.csv"), bytes);
            try {
                if (run % 2 == 0) {
                    PopularityTable.read(file);
                } else {
                    CatalogueTable.read(file);
                }
                read++;
            } catch (FillException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
        assertThat(read).isBetween(20, 2980);
    }

    @Test
    void foldersBelowATitleAreItsRungs() throws Exception {
        put("films/one/manifest.mpd", 3);
        put("films/one/720p/abc/init.mp4", 10);
        put("films/one/720p/abc/media.m3u8", 2);
        put("films/one/720p/abc/z.m4s", 100);
        put("films/one/audio-en/def/0.m4s", 20);
        put("films/one/thumbnails/def/1.jpg", 5);
        put("films/one/.rundelta-partial/x", 999);
        put("flat/manifest.mpd", 1);
        put("flat/chunk.m4s", 30);

        Catalogue catalogue = CatalogueFolder.read(folder);

        assertThat(catalogue.titles()).containsOnlyKeys("films/one", "flat");
        CatalogueTitle one = catalogue.titles().get("films/one");
        assertThat(one.rungs()).hasSize(1);
        assertThat(one.rungs().get(0).files())
                .containsExactly(
                        new CatalogueFile("films/one/720p/abc/init.mp4", 10),
                        new CatalogueFile("films/one/720p/abc/z.m4s", 100),
                        new CatalogueFile("films/one/720p/abc/media.m3u8", 2));
        assertThat(one.companions().bytes()).isEqualTo(25);
        assertThat(one.manifests().files()).containsExactly(new CatalogueFile("films/one/manifest.mpd", 3));
        CatalogueTitle flat = catalogue.titles().get("flat");
        assertThat(flat.rungs()).extracting(TitlePart::bytes).containsExactly(30L);
        assertThat(flat.companions().files()).isEmpty();
    }

    @Test
    void foldersThatAreNoCatalogueAreRefused() throws Exception {
        assertThatThrownBy(() -> CatalogueFolder.read(folder)).hasMessageContaining("has no title");
        put("manifest.mpd", 1);
        assertThatThrownBy(() -> CatalogueFolder.read(folder)).hasMessageContaining("is a title");
    }

    @ParameterizedTest
    @CsvSource({"01:00,06:30,PT5H30M", "22:00,04:00,PT6H", "00:00,00:00,PT24H"})
    void windowsMayGoOverMidnight(LocalTime from, LocalTime to, Duration length) {
        assertThat(new FillWindow(from, to, ZoneOffset.UTC).length()).isEqualTo(length);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private void put(String path, int bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
