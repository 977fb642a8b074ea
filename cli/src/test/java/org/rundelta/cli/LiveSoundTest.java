package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Live titles of what can be read only once, with its sound. */
class LiveSoundTest {
    private static final int SECONDS = 4;
    private static final String MATROSKA = "-c:v ffv1 -c:a flac";

    @TempDir
    private Path folder;

    private Path title() {
        return folder.resolve("title");
    }

    private Object[] command(Object input) {
        return new Object[] {"package", input, "--live", "--segment", 1, "-o", title(), "-q"};
    }

    private byte[] clip(String name, String sound, String output) throws Exception {
        return Files.readAllBytes(FlashesAndBeeps.make(folder.resolve(name), SECONDS, sound, output));
    }

    /** Packages what comes through a named pipe. */
    private CommandRun packagePipe(byte[] media) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(media);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        CommandRun run = CommandRun.of(command(pipe));
        feeding.join();
        return run;
    }

    private void assertWhole() throws Exception {
        assertThat(CommandRun.of("inspect", title().resolve("manifest.mpd"), "--check")
                        .assertDone()
                        .out())
                .contains("nothing wrong; 2 representations");
        FlashesAndBeeps shown = FlashesAndBeeps.in(title());
        assertThat(shown.flashes()).hasSize(SECONDS);
        shown.assertInStep(0);
        assertThat(shown.end()).isCloseTo(SECONDS, within(0.1));
    }

    @Test
    void ofStandardInput() throws Exception {
        play(clip("clip.mkv", "", "-c:v ffv1 -c:a flac"));
    }

    @Tag("nightly")
    @Test
    void ofABroadcastOnStandardInput() throws Exception {
        play(clip("clip.ts", "", "-c:v mpeg2video -c:a mp2 -output_ts_offset 700"));
    }

    private void play(byte[] media) throws Exception {
        Path errors = folder.resolve("errors");
        try (RundeltaProcess run = RundeltaProcess.start(Redirect.PIPE, errors, command("-"))) {
            try (OutputStream feed = run.process().getOutputStream()) {
                feed.write(media);
            }
            assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.DONE);
        }
        assertWhole();
    }

    @Test
    void ofAServer() throws Exception {
        byte[] media = clip("clip.ts", "", "-c:v mpeg2video -c:a mp2");
        try (Served served = new Served(media, media.length)) {
            CommandRun.of(command(served.url())).assertDone();
        }
        assertWhole();
    }

    @Tag("nightly")
    @Test
    void thatBeginsLate() throws Exception {
        packagePipe(clip("late.mkv", "-itsoffset 2", MATROSKA + " -t 3.5")).assertDone();
        FlashesAndBeeps.in(title()).assertInStep(2);
    }

    @Tag("nightly")
    @Test
    void noneWhereThereIsNone() throws Exception {
        packagePipe(clip("mute.mkv", "", "-an -c:v ffv1")).assertDone();
        assertThat(title().resolve("exact")).exists();
        assertThat(title().resolve("audio")).doesNotExist();
    }

    @Test
    void staysWhenTheInputBreaksOff() throws Exception {
        byte[] media = clip("clip.mkv", "", MATROSKA + " -cluster_time_limit 200");
        CommandRun run = packagePipe(Arrays.copyOf(media, media.length * 3 / 4));
        assertThat(run.assertFailsWithOneLine()).contains("the file is damaged or cut short");
        FlashesAndBeeps shown = FlashesAndBeeps.in(title());
        assertThat(shown.flashes()).hasSizeBetween(2, 3);
        shown.assertInStepToTheEnd();
    }

    /** What hangs, even before anything has come, does not hold up Ctrl-C. */
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 130"})
    void endsWhenItIsInterrupted(boolean isBegun, int exitCode) throws Exception {
        byte[] media = clip("clip.ts", "", "-c:v mpeg2video -b:v 4M -c:a mp2");
        try (Served served = new Served(media, isBegun ? media.length * 3 / 4 : 0);
                RundeltaProcess run =
                        RundeltaProcess.start(Redirect.PIPE, folder.resolve("errors"), command(served.url()))) {
            served.awaitRequest();
            while (isBegun
                    && Files.notExists(title().resolve("manifest.mpd"))
                    && run.process().isAlive()) {
                Thread.sleep(20);
            }
            Thread.sleep(1000);
            run.interrupt();
            assertThat(run.exitCode()).as(run.errors()).isEqualTo(exitCode);
        }
        if (isBegun) {
            assertThat(title().resolve("manifest.mpd")).content().contains("type=\"static\"");
            FlashesAndBeeps shown = FlashesAndBeeps.in(title());
            assertThat(shown.flashes()).hasSizeBetween(2, 3);
            shown.assertInStepToTheEnd();
        }
    }

    /** A server that hangs when it has sent some of its only file. */
    private static final class Served implements AutoCloseable {
        private final HttpServer server;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        Served(byte[] media, int bytes) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", exchange -> answer(exchange, media, bytes));
            server.start();
        }

        private void answer(HttpExchange exchange, byte[] media, int bytes) throws IOException {
            asked.countDown();
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(media, 0, bytes);
                exchange.getResponseBody().flush();
                if (bytes < media.length) {
                    over.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/live";
        }

        void awaitRequest() throws InterruptedException {
            asked.await();
        }

        @Override
        public void close() {
            over.countDown();
            server.stop(0);
        }
    }
}
