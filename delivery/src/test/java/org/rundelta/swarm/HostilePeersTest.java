package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is refused over sockets costs little memory, and the swarm goes on. */
@Timeout(60)
class HostilePeersTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int MILLION = 1_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String ID = "-XX0001-abcdefghijkl";

    @TempDir
    Path folder;

    private Path title;
    private Metainfo torrent;

    @BeforeEach
    void makeTitle() throws IOException {
        title = TestFiles.random(folder.resolve("title"), 91, "1.m4s", 1_000_000, "manifest.mpd", 100);
        torrent = TestTorrents.of(title);
    }

    @Test
    void connectionThatSendsWhatCannotBeIsClosed() throws Exception {
        List<ByteBuffer> wrong = List.of(
                ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).flip(),
                ByteBuffer.allocate(4).putInt(-1).flip(),
                PeerWire.have(torrent.pieces()),
                PeerWire.have(-1),
                PeerWire.of(PeerWire.REQUEST, new PieceRequest(torrent.pieces(), 0, 1 << 14)),
                PeerWire.of(PeerWire.REQUEST, new PieceRequest(0, 1 << 30, 1 << 14)));
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, false, 0);
            long before = allocated("swarm");
            for (ByteBuffer message : wrong) {
                try (Socket socket = connect(seed)) {
                    OutputStream out = socket.getOutputStream();
                    out.write(array(PeerWire.Handshake.write(torrent.infoHash(), ID)));
                    out.write(array(message));
                    assertThatItHangsUp(socket);
                }
            }
            assertThat(allocated("swarm") - before).isLessThan(10L * MEGABYTE);
            swarm.fetch(folder.resolve("target"), 0, seed.address()).awaitComplete();
        }
        TestFiles.assertSame(title, folder.resolve("target/title"));
    }

    @Test
    void crowdThatIsSilentDoesNotKeepOthersOut() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, false, 0);
            for (int i = 0; i < 300; i++) {
                crowd.add(connect(seed));
            }
            swarm.fetch(folder.resolve("target"), 0, seed.address()).awaitComplete();
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
        TestFiles.assertSame(title, folder.resolve("target/title"));
    }

    @Test
    void whoDoesNotTakeAnswersIsNotListenedTo() throws Exception {
        try (TestPeers swarm = new TestPeers(torrent);
                SocketChannel channel = SocketChannel.open()) {
            Peer fetching = swarm.fetch(folder.resolve("target"), 0);
            channel.connect(fetching.address());
            channel.write(PeerWire.Handshake.write(torrent.infoHash(), ID));
            channel.configureBlocking(false);
            byte[] request = array(PeerWire.of(PeerWire.REQUEST, new PieceRequest(0, 0, 1 << 14)));
            ByteBuffer refused = ByteBuffer.allocate(request.length << 12);
            while (refused.hasRemaining()) {
                refused.put(request);
            }
            refused.flip();
            // Both ends' systems hold some megabytes.
            long most = 100L * MEGABYTE;
            long written = 0;
            for (int stalls = 0; stalls < 50 && written < most; ) {
                int count = channel.write(refused);
                written += count;
                stalls = count == 0 ? stalls + 1 : 0;
                if (count == 0) {
                    Thread.sleep(20);
                }
                if (!refused.hasRemaining()) {
                    refused.rewind();
                }
            }
            assertThat(written).isLessThan(most);
            Peer seed = swarm.seed(folder, false, 0);
            swarm.fetch(folder.resolve("other"), 0, fetching.address(), seed.address())
                    .awaitComplete();
        }
    }

    @Test
    void trackerThatNamesAMillionPeersIsRefused() throws Exception {
        byte[] peers = new byte[6 * MILLION];
        Arrays.fill(peers, (byte) 9);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(server, peers));
            answering.start();
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/announce");
            Announce announce = new Announce(
                    torrent.infoHash(),
                    ID,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                    0,
                    0,
                    1,
                    Optional.empty(),
                    50);
            TrackerClient client = new TrackerClient();
            assertThatExceptionOfType(SwarmException.class)
                    .isThrownBy(() -> client.announce(url, announce, Duration.ofSeconds(20)))
                    .withMessageContaining("1048577 bytes");
            answering.join();
        }
    }

    @Test
    void peersThatAnAnswerNamesAreLimited() throws Exception {
        // What a tracker may answer at most, a MiB: 170,000 of them.
        byte[] head = "d8:intervali1800e5:peers1020000:".getBytes(StandardCharsets.US_ASCII);
        byte[] answer = Arrays.copyOf(head, head.length + 1_020_000 + 1);
        answer[answer.length - 1] = 'e';
        TrackerAnswer.read(answer);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(TrackerAnswer.read(answer).peers()).hasSize(1000);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(4L * MEGABYTE);
    }

    @Test
    void trackerKeepsAHundredThousandPeers() throws Exception {
        TrackerState state = new TrackerState(
                new TrackerOptions(InetAddress.getLoopbackAddress(), 0, 60, 1, Set.of(), Optional.empty()),
                new Random(1));
        for (int i = 0; i < 100_000; i++) {
            state.announce(announce(i, 0), true, i / 10_000);
        }
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> state.announce(announce(100_000, 0), true, 10))
                .withMessageContaining("full");
        assertThat(TrackerAnswer.read(state.announce(announce(7, 50), true, 10)).peers())
                .hasSize(50);
        assertThat(TrackerAnswer.read(state.announce(announce(100_000, 50), true, 1000))
                        .peers())
                .as("the others were not heard of for long")
                .isEmpty();
    }

    private Announce announce(int peer, int wanted) throws IOException {
        byte[] address =
                ByteBuffer.allocate(Integer.BYTES).putInt((10 << 24) + peer).array();
        return new Announce(
                torrent.infoHash(),
                ID,
                new InetSocketAddress(InetAddress.getByAddress(address), 6881),
                0,
                0,
                1 - peer % 2,
                Optional.empty(),
                wanted);
    }

    private static Socket connect(Peer peer) throws IOException {
        Socket socket = new Socket();
        socket.connect(peer.address());
        return socket;
    }

    /** Whatever it says before, it ends. */
    private static void assertThatItHangsUp(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        InputStream in = socket.getInputStream();
        try {
            assertThat(in.readAllBytes().length).isLessThan(MEGABYTE);
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static void answer(ServerSocket server, byte[] peers) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            String head = "d8:intervali1800e5:peers" + peers.length + ":";
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + (head.length() + peers.length + 1) + "\r\n\r\n" + head)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(peers);
            out.write('e');
        } catch (IOException e) {
            // It does not want to hear it all.
        }
    }

    /** Bytes that the threads of this name have allocated. */
    private static long allocated(String name) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals(name))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    private static byte[] array(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }
}
