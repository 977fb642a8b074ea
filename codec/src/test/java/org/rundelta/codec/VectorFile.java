package org.rundelta.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A conformance vector as a file: the configuration record and each frame, each after its length in four bytes. */
record VectorFile(CodecConfig config, List<byte[]> frames) {
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(config.toBytes().length);
            out.write(config.toBytes());
            for (byte[] frame : frames) {
                out.writeInt(frame.length);
                out.write(frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static VectorFile parse(byte[] bytes) throws IOException, CodecException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            CodecConfig config = CodecConfig.parse(in.readNBytes(in.readInt()));
            List<byte[]> frames = new ArrayList<>();
            while (in.available() > 0) {
                frames.add(in.readNBytes(in.readInt()));
            }
            return new VectorFile(config, frames);
        }
    }
}
