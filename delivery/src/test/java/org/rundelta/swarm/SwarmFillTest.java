package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SwarmFillTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void allEdgesAreFilledAndTheSeedSendsOneCopy() throws Exception {
        Path title = TestFiles.random(folder.resolve("title"), 51, "1.m4s", 3_000_000, "manifest.mpd", 400);
        List<Path> edges =
                IntStream.range(0, 6).mapToObj(i -> folder.resolve("edge" + i)).toList();
        FillOptions options = new FillOptions(InetAddress.getLoopbackAddress(), 3_000_000, 3_000_000, 0);
        FillReport report = SwarmFill.fill(TestTorrents.of(title), folder, edges, options, PeerListener.NONE);
        for (Path edge : edges) {
            TestFiles.assertSame(title, edge.resolve("title"));
        }
        assertThat(report.edgeSeconds()).hasSize(6);
        assertThat(report.seedSent()).isBetween(3_000_400L, 4_500_000L);
        assertThat(report.bounds().swarm()).isCloseTo(1, Offset.offset(0.01));
        assertThat(report.seconds()).as("the limits hold").isGreaterThan(0.9);
    }

    /** As after an interrupted fill: what edges have the seed need not send before it tells of the rest. */
    @Test
    @Timeout(60)
    void edgesThatHaveSomeOfItAreFilled() throws Exception {
        Path title = TestFiles.random(
                folder.resolve("title"), 52, "1.m4s", 900_000, "2.m4s", 900_000, "3.m4s", 900_000, "4.m4s", 900_000);
        List<Path> edges = new ArrayList<>();
        for (String held : List.of("2.m4s", "3.m4s")) {
            Path edge = Files.createDirectories(folder.resolve("edge of " + held + "/title"));
            Files.copy(title.resolve("1.m4s"), edge.resolve("1.m4s"));
            Files.copy(title.resolve(held), edge.resolve(held));
            edges.add(edge.getParent());
        }
        FillOptions options = new FillOptions(InetAddress.getLoopbackAddress(), 0, 0, 0);
        FillReport report = SwarmFill.fill(TestTorrents.of(title), folder, edges, options, PeerListener.NONE);
        for (Path edge : edges) {
            TestFiles.assertSame(title, edge.resolve("title"));
        }
        assertThat(report.seedSent()).as("what no edge had").isGreaterThanOrEqualTo(900_000L);
    }

    @Test
    void boundsAreThoseOfTheLinks() {
        assertThat(FillBounds.of(100, 10, 10, 100, NONE)).isEqualTo(new FillBounds(100, 10));
        assertThat(FillBounds.of(100, 10, 10, 10, NONE)).isEqualTo(new FillBounds(100, 50));
        assertThat(FillBounds.of(100, 10, 10, 100, 2)).isEqualTo(new FillBounds(100, 50));
        assertThat(FillBounds.of(100, 10, NONE, 10, 4)).isEqualTo(new FillBounds(25, 25));
        assertThat(FillBounds.of(100, 10, 10, 0, NONE)).isEqualTo(new FillBounds(100, 100));
    }
}
