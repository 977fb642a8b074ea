package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The frozen vectors: the encoder writes exactly these bytes and the decoder makes exactly these pictures of them. Write
 * them anew with {@code ./mvnw -pl codec test -Dtest=ConformanceTest -Dupdate.vectors=true}.
 */
class ConformanceTest {
    private static final Path ROOT = Path.of(System.getProperty("rundelta.root"));
    private static final Path FOLDER = ROOT.resolve(Path.of("codec", "src", "test", "resources", "conformance"));
    private static final Path DIGESTS = FOLDER.resolve("frames.txt");

    /** Sections of docs/bitstream.md that describe no syntax. */
    private static final Set<String> WITHOUT_VECTORS = Set.of("notation", "limits");

    private static final int MAX_TOTAL_BYTES = 256_000;

    private static final Map<String, VectorFile> VECTORS = VectorGenerator.vectors();

    @BeforeAll
    static void update() throws IOException, CodecException {
        if (!Boolean.getBoolean("update.vectors")) {
            return;
        }
        for (Path file : vectorFiles()) {
            Files.delete(file);
        }
        List<String> digests = new ArrayList<>();
        for (Map.Entry<String, VectorFile> vector : VECTORS.entrySet()) {
            Files.write(file(vector.getKey()), vector.getValue().toBytes());
            digests.addAll(digests(vector.getKey(), vector.getValue()));
        }
        Files.write(DIGESTS, digests);
    }

    static Set<String> names() {
        return VECTORS.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theEncoderWritesTheseBytes(String name) throws IOException {
        assertThat(VECTORS.get(name).toBytes())
                .as("%s.rdv; CONTRIBUTING.md says how to write it anew", name)
                .isEqualTo(Files.readAllBytes(file(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theDecoderMakesThesePictures(String name) throws IOException, CodecException {
        List<String> expected = Files.readAllLines(DIGESTS).stream()
                .filter(line -> line.startsWith(name + " "))
                .toList();
        assertThat(digests(name, VectorFile.parse(Files.readAllBytes(file(name)))))
                .isEqualTo(expected);
    }

    /** Of each frame its number and the SHA-256 of its picture, R, G and B of each pixel in raster order. */
    private static List<String> digests(String name, VectorFile vector) throws CodecException {
        Decoder decoder = new Decoder(vector.config());
        List<String> lines = new ArrayList<>();
        for (byte[] frame : vector.frames()) {
            lines.add(name + " " + lines.size() + " " + digest(decoder, frame));
        }
        return lines;
    }

    private static String digest(Decoder decoder, byte[] frame) {
        try {
            Picture picture = decoder.decode(frame);
            byte[] bytes = new byte[3 * picture.pixels().length];
            for (int i = 0; i < picture.pixels().length; i++) {
                bytes[3 * i] = (byte) (picture.pixels()[i] >> 16);
                bytes[3 * i + 1] = (byte) (picture.pixels()[i] >> 8);
                bytes[3 * i + 2] = (byte) picture.pixels()[i];
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (CodecException e) {
            return "malformed";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Test
    void everySectionHasAVectorAndEveryVectorASection() throws IOException {
        List<String> sections = sections();
        assertThat(sections).as("sections of docs/bitstream.md").isNotEmpty().containsAll(WITHOUT_VECTORS);
        sections.removeAll(WITHOUT_VECTORS);
        assertThat(sections).allSatisfy(section -> assertThat(names()).anyMatch(name -> isOf(section, name)));
        assertThat(names()).allSatisfy(name -> assertThat(sections).anyMatch(section -> isOf(section, name)));
    }

    private static boolean isOf(String section, String name) {
        return name.startsWith(section + "-");
    }

    /** The headings as file names: "Change map" is change-map. */
    private static List<String> sections() throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve(Path.of("docs", "bitstream.md")))) {
            return new ArrayList<>(lines.filter(line -> line.startsWith("## "))
                    .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                    .toList());
        }
    }

    @Test
    void theExampleOnThePageIsTheVector() throws IOException {
        VectorFile example = VECTORS.get("example-pixel");
        HexFormat hex = HexFormat.ofDelimiter(" ");
        assertThat(ROOT.resolve(Path.of("docs", "bitstream.md")))
                .content()
                .contains("    " + hex.formatHex(example.config().toBytes()) + "\n    "
                        + hex.formatHex(example.frames().get(0)) + "\n");
    }

    @Test
    void theFolderHoldsTheseVectorsAndIsSmall() throws IOException {
        Set<String> expected = new TreeSet<>(names());
        Set<String> files = new TreeSet<>();
        long bytes = 0;
        for (Path file : vectorFiles()) {
            files.add(file.getFileName().toString().replace(".rdv", ""));
            bytes += Files.size(file);
        }
        assertThat(files).isEqualTo(expected);
        assertThat(bytes).isLessThan(MAX_TOTAL_BYTES);
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".rdv");
    }

    private static List<Path> vectorFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".rdv")).toList();
        }
    }
}
