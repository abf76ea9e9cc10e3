// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** nginx in front of the application, one worker, keep-alive on both sides, with or without {@code mirror}. */
final class Nginx implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final int port;

    Nginx(int appPort, int shadowPort, boolean mirrors) throws IOException {
        folder = Files.createTempDirectory("side-by-side-nginx");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, configuration(appPort, shadowPort, mirrors));
        process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", file.toString(), "-g", "daemon off;")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitPort();
    }

    private void awaitPort() throws IOException {
        long patience = System.nanoTime() + 5_000_000_000L;
        while (true) {
            try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() > patience || !process.isAlive()) {
                    throw new IOException("nginx does not serve; is nginx-light installed?", e);
                }
                LockSupport.parkNanos(20_000_000L);
            }
        }
    }

    private String configuration(int appPort, int shadowPort, boolean mirrors) {
        String mirror = mirrors ? """
                  mirror /shadow;
                  """ : "";
        return """
               worker_processes 1;
               pid %s/nginx.pid;
               error_log %s/error.log crit;
               events { worker_connections 20000; }
               http {
                 access_log off;
                 client_max_body_size 16m;
                 client_body_temp_path %s/body;
                 proxy_temp_path %s/proxy;
                 fastcgi_temp_path %s/fastcgi;
                 uwsgi_temp_path %s/uwsgi;
                 scgi_temp_path %s/scgi;
                 keepalive_requests 1000000;
                 upstream app { server 127.0.0.1:%d; keepalive 64; keepalive_requests 1000000; }
                 upstream shadow { server 127.0.0.1:%d; keepalive 64; keepalive_requests 1000000; }
                 server {
                   listen 127.0.0.1:%d;
                   location / {
                     %s
                     proxy_pass http://app;
                     proxy_http_version 1.1;
                     proxy_set_header Connection "";
                   }
                   location = /shadow {
                     internal;
                     proxy_pass http://shadow$request_uri;
                     proxy_http_version 1.1;
                     proxy_set_header Connection "";
                   }
                 }
               }
               """.formatted(folder, folder, folder, folder, folder, folder, folder, appPort, shadowPort, port, mirror);
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether nginx is installed. */
    static boolean isThere() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .anyMatch(Files::isExecutable);
    }

    /** Variants that can run here. */
    static List<Variant> possible(List<Variant> variants) {
        return variants.stream().filter(v -> !v.hasNginx() || isThere()).toList();
    }
}
