package org.rundelta.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.rundelta.check.TitleCheck;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.MpdReader;
import org.rundelta.edge.PlayerPage;
import org.rundelta.media.MediaType;
import org.rundelta.packager.Packager;

/** Puts the player, resources of the module {@code web}, beside a title or into one page with it (docs/player.md). */
final class PlayerFiles {
    private static final String RESOURCES = "/org/rundelta/web/";
    private static final String SCRIPT_ELEMENT = "<script src=\"" + TitleCheck.PLAYER_SCRIPT + "\"></script>";

    /** What runs the script from its compressed form. */
    private static final String UNPACK = """
            fetch('data:;base64,%s')
              .then(script => new Response(script.body.pipeThrough(new DecompressionStream('gzip'))).text())
              .then(text => document.head.append(Object.assign(document.createElement('script'), {textContent: text})));
            """;

    private PlayerFiles() {}

    /** The player, by the names of its files. */
    static Map<String, byte[]> all() throws IOException {
        return Map.of(
                TitleCheck.PLAYER_PAGE, resource(TitleCheck.PLAYER_PAGE),
                TitleCheck.PLAYER_SCRIPT, resource(TitleCheck.PLAYER_SCRIPT));
    }

    /** Writes the player into the folder of a title. */
    static void write(Path title) throws IOException {
        write(title.resolve(TitleCheck.PLAYER_SCRIPT), resource(TitleCheck.PLAYER_SCRIPT));
        byte[] page = resource(TitleCheck.PLAYER_PAGE);
        write(title.resolve(TitleCheck.PLAYER_PAGE), PlayerPage.with(PlayerPage.poster(title), page));
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (PartialFile file = PartialFile.of(path)) {
            Files.write(file.path(), bytes);
            file.complete();
        }
    }

    /** Writes the player and all files of a title into one page. */
    static void writePage(Path title, Path page) throws IOException, ManifestException {
        byte[] whole = PlayerPage.with(posterUrl(title), resource(TitleCheck.PLAYER_PAGE));
        String[] around = new String(whole, StandardCharsets.UTF_8).split(Pattern.quote(SCRIPT_ELEMENT), -1);
        List<String> names = new ArrayList<>(List.of(Packager.MANIFEST));
        names.addAll(ManifestFiles.of(MpdReader.read(title.resolve(Packager.MANIFEST))));
        try (PartialFile file = PartialFile.of(page)) {
            try (Writer out = Files.newBufferedWriter(file.path())) {
                out.write(around[0]);
                out.write("<script>\nglobalThis.rundeltaFiles = {\n");
                for (String name : names) {
                    out.write("'" + name + "': '" + base64(Files.readAllBytes(title.resolve(name))) + "',\n");
                }
                out.write("};\n");
                out.write(UNPACK.formatted(base64(gzip(resource(TitleCheck.PLAYER_SCRIPT)))));
                out.write("</script>");
                out.write(around[1]);
            }
            file.complete();
        }
    }

    /** With the picture in it. */
    private static Optional<String> posterUrl(Path title) throws IOException {
        Optional<String> name = PlayerPage.poster(title);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of("data:" + MediaType.of(name.get()).name() + ";base64,"
                        + base64(Files.readAllBytes(title.resolve(name.get()))));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PlayerFiles.class.getResourceAsStream(RESOURCES + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
