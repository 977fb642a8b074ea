package org.rundelta.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.packager.EngineProvider;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.TaskEngine;

class LocalSparkTest {
    private static final Map<String, String> SETTINGS =
            Map.of("spark.ui.enabled", "false", "spark.driver.host", "127.0.0.1");

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    @Test
    void titlesAreTheSameByteForByte() throws Exception {
        Path here = Titles.encode(folder.resolve("here"), Titles.ENCODED_ONCE, null, PackageListener.NONE);
        try (TaskEngine engine = open("local[2]")) {
            assertThat(engine.slots()).isEqualTo(2);
            Path there = Titles.encode(folder.resolve("there"), Titles.ENCODED_ONCE, engine, PackageListener.NONE);
            Titles.assertSame(here, there);
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void aMasterThatIsNotThereIsSaidAtOnce() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> open("spark://127.0.0.1:" + port))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("spark://127.0.0.1:" + port + ": no master of Spark answers there")
                .hasMessageContaining("start it");
        assertThatThrownBy(() -> open("spark://no-such-host.invalid:7077")).hasMessageContaining("no such host");
    }

    @Test
    void aMasterThatCannotBeIsWrong() {
        assertThatThrownBy(() -> open("spark://nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spark://HOST:PORT");
        assertThatThrownBy(() -> open("mesh://here"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("mesh://here: Spark does not start (");
        assertThatThrownBy(() -> open(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--master");
    }

    private TaskEngine open(String master) throws Exception {
        EngineProvider provider =
                ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();
        assertThat(provider.name()).isEqualTo("spark");
        return provider.open(master, SETTINGS, messages::add);
    }
}
