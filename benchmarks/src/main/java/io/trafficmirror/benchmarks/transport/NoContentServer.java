// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** nginx with one worker that answers every request 204, in a process of its own. */
final class NoContentServer implements AutoCloseable {
    private final Process process;
    private final int port;

    NoContentServer() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path folder = Files.createTempDirectory("copy-cost-nginx");
        Path conf = folder.resolve("nginx.conf");
        Files.writeString(conf, """
                daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error;
                events { worker_connections 512; }
                http {
                  access_log off; keepalive_requests 100000000; client_max_body_size 1m;
                  server { listen 127.0.0.1:%2$d; location / { return 204; } }
                }
                """.formatted(folder, port));
        process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", conf.toString())
                .inheritIO()
                .start();
        awaitListening();
    }

    int port() {
        return port;
    }

    private void awaitListening() throws IOException {
        for (int i = 0; i < 500; i++) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(10_000_000);
            }
        }
        close();
        throw new IOException("nginx does not listen on port " + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
