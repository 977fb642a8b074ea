package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTreeTest {
    private static final int BLOCK = 1 << 14;

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "16384, 1",
        "16385, 1",
        "16385, 4",
        "49152, 4",
        "65536, 4",
        "65537, 4",
        "131072, 4",
        "400000, 4",
        "400000, 1",
        "99000, 16"
    })
    void rootAndLayerAreThoseOfTheWholeTree(int length, int blocksOfPiece) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        int pieceLength = blocksOfPiece * BLOCK;
        HashTree tree = new HashTree(pieceLength);
        for (int at = 0; at < length; at += 7001) {
            tree.update(content, at, Math.min(7001, length - at));
        }

        assertThat(tree.root()).isEqualTo(last(naive(content)).get(0));
        if (length > pieceLength) {
            int pieces = (length + pieceLength - 1) / pieceLength;
            List<byte[]> layer = naive(content).get(Integer.numberOfTrailingZeros(blocksOfPiece));
            StringBuilder expected = new StringBuilder();
            layer.subList(0, pieces).forEach(hash -> expected.append(Bencode.string(hash)));
            assertThat(tree.layer()).isEqualTo(expected.toString());
            assertThat(HashTree.root(tree.layer(), pieceLength)).isEqualTo(tree.root());
        }
    }

    private static List<byte[]> last(List<List<byte[]>> layers) {
        return layers.get(layers.size() - 1);
    }

    /** All layers, the leaves first, with the zeros that fill them up. */
    private static List<List<byte[]>> naive(byte[] content) {
        List<byte[]> layer = new ArrayList<>();
        for (int at = 0; at < content.length; at += BLOCK) {
            layer.add(Sha256.of(Arrays.copyOfRange(content, at, Math.min(at + BLOCK, content.length))));
        }
        while (Integer.bitCount(layer.size()) != 1) {
            layer.add(new byte[Sha256.BYTES]);
        }
        List<List<byte[]>> layers = new ArrayList<>(List.of(layer));
        while (last(layers).size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < last(layers).size(); i += 2) {
                MessageDigest both = Sha256.digest();
                both.update(last(layers).get(i));
                above.add(both.digest(last(layers).get(i + 1)));
            }
            layers.add(above);
        }
        return layers;
    }
}
