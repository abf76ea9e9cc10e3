// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A real broker, as a process of its own: KRaft, one node, from the jars on this class path, with 256 MiB of heap and its data in a directory that goes
 * when it is closed. It can be paused, killed and started again with what it had stored. Confined to one thread.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final int port;
    private Process process;

    private KafkaBroker(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.process = launch();
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @throws IOException if it does not start
     */
    public static KafkaBroker start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("mirror-kafka-");
        int port = freePort();
        Files.writeString(directory.resolve("server.properties"), settings(directory, port, freePort()));
        Process format = JavaProcess.start(
                directory.resolve("log"),
                "kafka.tools.StorageTool",
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                directory.resolve("server.properties").toString());
        if (format.waitFor() != 0) {
            throw new IOException("no storage for the broker: " + Files.readString(directory.resolve("log")));
        }
        KafkaBroker broker = new KafkaBroker(directory, port);
        broker.awaitUp();
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String settings(Path directory, int port, int controller) {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name=PLAINTEXT",
                "log.dirs=" + directory.resolve("data"),
                "auto.create.topics.enable=false",
                "default.replication.factor=1",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=4194304",
                "num.network.threads=1",
                "num.io.threads=2",
                "");
    }

    private Process launch() throws IOException {
        return JavaProcess.start(
                directory.resolve("log"),
                "kafka.Kafka",
                directory.resolve("server.properties").toString());
    }

    /** Where clients go. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The process. */
    public long pid() {
        return process.pid();
    }

    /** Stops it as it stands: connections stay, and nothing is answered. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("the broker could not be told " + name);
        }
    }

    /** Ends it without a word, as a crash does. What it had stored stays. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again after {@link #kill()}, and waits until it answers. */
    public void restart() throws IOException, InterruptedException {
        process = launch();
        awaitUp();
    }

    private void awaitUp() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - end < 0) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IOException("the broker ended: " + Files.readString(directory.resolve("log")));
            }
            if (answers()) {
                return;
            }
        }
        throw new IOException("the broker did not answer within " + START);
    }

    private boolean answers() throws InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", address(), "default.api.timeout.ms", 2000, "request.timeout.ms", 1000);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (java.util.concurrent.ExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
