package org.rundelta.push;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that nginx takes files into by WebDAV, on loopback; where there is no nginx, the test is skipped. */
final class DavServer implements Closeable {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    private final JudgeProcess process;
    private final int port;

    private DavServer(JudgeProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param scratch for what else it writes, in the same file system
     */
    static DavServer start(Path folder, Path scratch) throws IOException, InterruptedException {
        return start(folder, scratch, "dav_methods PUT DELETE MKCOL MOVE");
    }

    /** @param directives what it allows, as its configuration says that */
    static DavServer start(Path folder, Path scratch, String directives) throws IOException, InterruptedException {
        assumeThat(NGINX).as("skipped: no nginx (Debian: nginx-light)").isExecutable();
        int port = JudgeProcess.freePort();
        Path configuration = Files.writeString(scratch.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    client_max_body_size 0;
                    server {
                        listen 127.0.0.1:%d;
                        root %s;
                        %s;
                    }
                }
                """.formatted(port, folder, directives));
        return new DavServer(
                JudgeProcess.start(
                        port,
                        scratch.resolve("nginx.log"),
                        NGINX.toString(),
                        "-p",
                        scratch.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        "stderr"),
                port);
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
