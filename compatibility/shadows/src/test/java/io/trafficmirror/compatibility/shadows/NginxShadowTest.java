// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Needs {@code nginx} on the path; closes each connection after five requests. */
@Tag("real-servers")
class NginxShadowTest extends RealShadowContract {
    @Override
    RunningShadow start(boolean tls, Path directory) throws Exception {
        Keys.writePem(directory);
        Path configuration = directory.resolve("nginx.conf");
        return new ProcessShadow(directory, "HUP", "QUIT", port -> {
            write(configuration, text(directory, port, tls));
            return List.of("nginx", "-p", directory + "/", "-c", configuration.toString());
        });
    }

    private static String text(Path directory, int port, boolean tls) {
        return """
                daemon off;
                user root;
                worker_processes 1;
                pid DIR/nginx.pid;
                error_log DIR/error.log;
                events { worker_connections 256; }
                http {
                  log_format copies '$http_x_id';
                  access_log DIR/access.log copies;
                  client_body_temp_path DIR/body;
                  proxy_temp_path DIR/proxy;
                  fastcgi_temp_path DIR/fastcgi;
                  uwsgi_temp_path DIR/uwsgi;
                  scgi_temp_path DIR/scgi;
                  keepalive_requests 5;
                  server {
                    listen 127.0.0.1:PORT;
                    ssl_certificate DIR/certificate.pem;
                    ssl_certificate_key DIR/key.pem;
                    add_header X-Id $http_x_id always;
                    location = /ok { return 200 "ok"; }
                    location = /empty { return 204; }
                    location / { return 404; }
                  }
                }
                """.replace("DIR", directory.toString()).replace("PORT;", port + (tls ? " ssl;" : ";"));
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
