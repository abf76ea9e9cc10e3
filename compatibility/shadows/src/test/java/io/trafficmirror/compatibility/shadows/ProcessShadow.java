// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A server in a process of its own, which writes the id of each request as a line into {@code access.log} of its directory. */
final class ProcessShadow implements RunningShadow {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path directory;
    private final int port;
    private final String reload;
    private final String stop;
    private final List<String> command;
    private Process process;

    /**
     * Starts it and waits until it listens.
     *
     * @param directory is its own, and readable for the users that servers run as
     * @param reload the signal that makes it reload
     * @param stop the signal that ends it once it has done what it has begun
     * @param command starts it on a port, in the foreground
     */
    ProcessShadow(Path directory, String reload, String stop, Function<Integer, List<String>> command)
            throws Exception {
        this.directory = directory;
        this.reload = reload;
        this.stop = stop;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directory.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        this.command = command.apply(port);
        process = launch();
        awaitListening();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
    }

    private void awaitListening() throws IOException {
        long by = System.nanoTime() + PATIENCE_NANOS;
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() - by > 0) {
                process.destroyForcibly();
                throw new IOException("the server did not start: " + Files.readString(directory.resolve("output.log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private boolean listens() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void reload() throws Exception {
        signal(reload);
    }

    @Override
    public void restart() throws Exception {
        stop();
        process = launch();
        awaitListening();
    }

    private void signal(String name) throws Exception {
        int rc = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (rc != 0) {
            throw new IOException("kill -" + name + " ended with " + rc);
        }
    }

    @Override
    public void stop() throws Exception {
        signal(stop);
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            throw new IOException("the server did not stop");
        }
    }

    @Override
    public Map<String, Long> deliveries() throws IOException {
        return Files.readAllLines(directory.resolve("access.log")).stream()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }
}
