package org.rundelta.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Assembles kernels.wat, when this module is built: of WebAssembly's text format (WebAssembly 2.0, 6) what that file needs, which
 * is folded instructions, one imported memory, and functions that are exported and return nothing.
 */
public final class KernelCode {
    private static final Pattern TOKEN = Pattern.compile(";;.*|[()]|\"[^\"]*\"|[^\\s()\"]+");

    private static final Map<String, Integer> TYPES = Map.of("i32", 0x7F, "v128", 0x7B);

    private static final Map<String, Integer> OPCODES = Map.ofEntries(
            Map.entry("br_if", 0x0D),
            Map.entry("local.get", 0x20),
            Map.entry("local.set", 0x21),
            Map.entry("local.tee", 0x22),
            Map.entry("i32.const", 0x41),
            Map.entry("i32.eqz", 0x45),
            Map.entry("i32.gt_s", 0x4A),
            Map.entry("i32.add", 0x6A),
            Map.entry("i32.sub", 0x6B),
            Map.entry("i32.or", 0x72),
            Map.entry("i32.shl", 0x74),
            Map.entry("i32.shr_u", 0x76));

    /** Behind a prefix. */
    private static final Map<String, Integer> VECTOR_OPCODES = Map.ofEntries(
            Map.entry("v128.load", 0x00),
            Map.entry("v128.load32_splat", 0x09),
            Map.entry("v128.store", 0x0B),
            Map.entry("i8x16.shuffle", 0x0D),
            Map.entry("i32x4.splat", 0x11),
            Map.entry("i8x16.narrow_i16x8_u", 0x66),
            Map.entry("i16x8.narrow_i32x4_s", 0x85),
            Map.entry("i32x4.shr_s", 0xAC),
            Map.entry("i32x4.add", 0xAE),
            Map.entry("i32x4.sub", 0xB1),
            Map.entry("i32x4.mul", 0xB5),
            Map.entry("i32x4.min_s", 0xB6),
            Map.entry("i32x4.max_s", 0xB8));

    private static final int LOOP = 0x03;
    private static final int IF = 0x04;
    private static final int END = 0x0B;
    private static final int NO_RESULT = 0x40;
    private static final int VECTOR_PREFIX = 0xFD;
    private static final int FUNCTION_TYPE = 0x60;
    private static final byte[] MAGIC_AND_VERSION = {0, 'a', 's', 'm', 1, 0, 0, 0};

    private final List<String> tokens;
    private int at;

    // Of the function that is read.
    private final List<String> locals = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private Bytes code = new Bytes();

    private KernelCode(String text) {
        tokens = TOKEN.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(token -> !token.startsWith(";;"))
                .toList();
    }

    /**
     * Assembles a file.
     *
     * @param args its path, and that of the script to write, which defines KERNELS: the module in base64
     * @throws IOException if it cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        byte[] module = assemble(Files.readString(Path.of(args[0])));
        String text = Base64.getEncoder().encodeToString(module);
        Files.writeString(Path.of(args[1]), "const KERNELS = '" + text + "';\n");
    }

    /**
     * Assembles a module.
     *
     * @throws IllegalArgumentException if there is anything that is not known here
     */
    static byte[] assemble(String text) {
        return new KernelCode(text).module();
    }

    private byte[] module() {
        List<Bytes> types = new ArrayList<>();
        List<Bytes> functions = new ArrayList<>();
        List<Bytes> exports = new ArrayList<>();
        List<Bytes> bodies = new ArrayList<>();
        take("(", "module", "(", "import");
        Bytes memory = new Bytes().name(next()).name(next());
        take("(", "memory");
        memory.number(2).number(0).number(Integer.parseInt(next()));
        take(")", ")");
        while (isNext("(", "func")) {
            int index = functions.size();
            functions.add(new Bytes().number(index));
            take("(", "func", "(", "export");
            exports.add(new Bytes().name(next()).number(0).number(index));
            take(")");
            locals.clear();
            types.add(new Bytes().number(FUNCTION_TYPE).list(declared("param")).number(0));
            code = new Bytes()
                    .list(declared("local").stream()
                            .map(type -> new Bytes().number(1).all(type))
                            .toList());
            instructions();
            code.number(END);
            bodies.add(new Bytes().number(code.size()).all(code));
            take(")");
        }
        take(")");
        return new Bytes()
                .all(MAGIC_AND_VERSION)
                .section(1, types)
                .section(2, List.of(memory))
                .section(3, functions)
                .section(7, exports)
                .section(10, bodies)
                .toByteArray();
    }

    /** The types of all (kind $name type) that follow. */
    private List<Bytes> declared(String kind) {
        List<Bytes> types = new ArrayList<>();
        while (isNext("(", kind)) {
            take("(", kind);
            locals.add(next());
            types.add(new Bytes().number(known(TYPES.get(next()))));
            take(")");
        }
        return types;
    }

    private void instructions() {
        while (isNext("(")) {
            instruction();
        }
    }

    private void instruction() {
        take("(");
        String name = next();
        if (name.equals("loop")) {
            code.number(LOOP).number(NO_RESULT);
            block(next());
        } else if (name.equals("if")) {
            instruction();
            code.number(IF).number(NO_RESULT);
            take("(", "then");
            block("");
            take(")");
        } else {
            List<String> immediates = new ArrayList<>();
            while (!isNext("(") && !isNext(")")) {
                immediates.add(next());
            }
            instructions();
            plain(name, immediates);
        }
        take(")");
    }

    private void block(String label) {
        labels.add(0, label);
        instructions();
        labels.remove(0);
        code.number(END);
    }

    private void plain(String name, List<String> immediates) {
        if (VECTOR_OPCODES.containsKey(name)) {
            code.write(VECTOR_PREFIX);
            code.number(VECTOR_OPCODES.get(name));
        } else {
            code.number(known(OPCODES.get(name)));
        }
        if (name.contains(".load") || name.contains(".store")) {
            // Nothing is known of the alignment.
            code.number(0)
                    .number(
                            immediates.isEmpty()
                                    ? 0
                                    : Integer.parseInt(immediates.get(0).replace("offset=", "")));
        } else if (name.equals("i32.const")) {
            code.signed(Integer.parseInt(immediates.get(0)));
        } else {
            immediates.forEach(each -> code.number(index(each)));
        }
    }

    /** Of a local or a label, which counts from the innermost. */
    private int index(String immediate) {
        if (!immediate.startsWith("$")) {
            return Integer.parseInt(immediate);
        }
        int local = locals.indexOf(immediate);
        return known(local >= 0 ? local : labels.indexOf(immediate));
    }

    private String next() {
        return tokens.get(at++);
    }

    private boolean isNext(String... expected) {
        return tokens.subList(at, Math.min(at + expected.length, tokens.size())).equals(List.of(expected));
    }

    private void take(String... expected) {
        if (!isNext(expected)) {
            throw unknown();
        }
        at += expected.length;
    }

    private int known(Integer number) {
        if (number == null || number < 0) {
            throw unknown();
        }
        return number;
    }

    private IllegalArgumentException unknown() {
        List<String> near = tokens.subList(Math.max(at - 5, 0), Math.min(at + 5, tokens.size()));
        return new IllegalArgumentException("kernels.wat: not known here: " + String.join(" ", near));
    }

    /** What modules consist of: numbers (LEB128), lists and names behind their lengths, and sections. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes number(int number) {
            for (int rest = number; ; rest >>>= 7) {
                boolean isLast = rest >>> 7 == 0;
                write(rest & 127 | (isLast ? 0 : 128));
                if (isLast) {
                    return this;
                }
            }
        }

        Bytes signed(int number) {
            for (int rest = number; ; rest >>= 7) {
                boolean isLast = rest >> 6 == rest >> 31;
                write(rest & 127 | (isLast ? 0 : 128));
                if (isLast) {
                    return this;
                }
            }
        }

        Bytes all(Bytes bytes) {
            return all(bytes.toByteArray());
        }

        Bytes all(byte[] bytes) {
            writeBytes(bytes);
            return this;
        }

        Bytes list(List<Bytes> entries) {
            number(entries.size());
            entries.forEach(this::all);
            return this;
        }

        /** Of a text in quotes. */
        Bytes name(String quoted) {
            byte[] name = quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.UTF_8);
            return number(name.length).all(name);
        }

        Bytes section(int id, List<Bytes> entries) {
            Bytes content = new Bytes().list(entries);
            return number(id).number(content.size()).all(content);
        }
    }
}
