// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.nginx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** nginx in a process of its own, in a folder of its own, until it is closed. */
public final class Nginx implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final int port;

    /**
     * Starts it.
     *
     * @param workers as {@code worker_processes} takes it: a number, or {@code auto}
     * @param http what stands in the block {@code http}, with PORT where its port and FOLDER where its folder belongs
     */
    public Nginx(String workers, String http) throws IOException {
        folder = Files.createTempDirectory("benchmark-nginx");
        // The workers of a master that is root are somebody else, and keep bodies in folders below.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, """
            worker_processes WORKERS;
            daemon off;
            pid FOLDER/nginx.pid;
            error_log FOLDER/error.log crit;
            events { worker_connections 9000; }
            http {
              access_log off;
              client_body_temp_path FOLDER/body;
              proxy_temp_path FOLDER/proxy;
              fastcgi_temp_path FOLDER/fastcgi;
              uwsgi_temp_path FOLDER/uwsgi;
              scgi_temp_path FOLDER/scgi;
              keepalive_requests 100000000;
              HTTP
            }
            """.replace("WORKERS", workers)
                .replace("HTTP", http)
                .replace("FOLDER", folder.toString())
                .replace("PORT", Integer.toString(port)));
        process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", file.toString())
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
                if (System.nanoTime() - patience > 0 || !process.isAlive()) {
                    close();
                    throw new IOException("nginx does not serve; is nginx-light installed?", e);
                }
                LockSupport.parkNanos(20_000_000L);
            }
        }
    }

    /** Where it listens, on the loopback interface. */
    public int port() {
        return port;
    }

    /** CPU of its workers so far, in nanoseconds, as the scheduler counts it; 0 where the system does not tell. */
    public long cpuNanos() {
        return process.toHandle()
                .children()
                .mapToLong(worker -> cpuNanos(worker.pid()))
                .sum();
    }

    private static long cpuNanos(long pid) {
        try {
            String counts = Files.readString(Path.of("/proc", Long.toString(pid), "schedstat"));
            return Long.parseLong(counts.substring(0, counts.indexOf(' ')));
        } catch (IOException e) {
            return 0;
        }
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
    public static boolean isThere() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .anyMatch(Files::isExecutable);
    }
}
