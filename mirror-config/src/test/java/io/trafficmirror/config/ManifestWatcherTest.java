// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestWatcherTest {
    @TempDir
    Path directory;

    private final List<String> inForce = new CopyOnWriteArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Path file;
    private ManifestWatcher watcher;

    @BeforeEach
    void watch() throws IOException {
        file = directory.resolve("routes.yaml");
        write("one");
        watcher = ManifestWatcher.of(Manifests.with(BackendUrls.none()), this::accept, directory)
                .onRefused(e -> refused.add(e.getMessage()));
    }

    private void accept(Loaded loaded) {
        inForce.clear();
        loaded.routes().stream().map(MirrorRoute::name).forEach(inForce::add);
    }

    private void write(String name) throws IOException {
        Files.writeString(file, ManifestsTest.walkthrough().replace("httpbin-mirror", name));
    }

    /** Looks as often as a change needs. */
    private static boolean look(ManifestWatcher watcher) {
        boolean first = watcher.check();
        boolean second = watcher.check();
        return first || second;
    }

    @Test
    void only_other_content_is_a_change() throws IOException {
        assertThat(watcher.load().routes()).hasSize(1);
        assertThat(watcher.check()).isFalse();
        write("one");
        assertThat(watcher.check()).isFalse();
        assertThat(inForce).isEmpty();

        write("two");

        assertThat(look(watcher)).isTrue();
        assertThat(inForce).containsExactly("httpbin/two");
        assertThat(watcher.check()).isFalse();
    }

    @Test
    void without_a_first_load_the_first_content_is_handed_on() {
        assertThat(look(watcher)).isTrue();
        assertThat(inForce).containsExactly("httpbin/one");
    }

    @Test
    void a_file_that_comes_or_goes_is_a_change() throws IOException {
        watcher.load();
        Path other = Files.writeString(
                directory.resolve("other.yml"), ManifestsTest.walkthrough().replace("httpbin-mirror", "other"));
        look(watcher);
        assertThat(inForce).containsExactly("httpbin/other", "httpbin/one");
        Files.delete(other);
        look(watcher);
        assertThat(inForce).containsExactly("httpbin/one");
    }

    @Test
    void a_bad_file_keeps_the_old_rules_and_is_reported_once() throws IOException {
        look(watcher);
        Files.writeString(file, "kind: [");

        assertThat(watcher.check()).isFalse();
        assertThat(watcher.check()).isFalse();

        assertThat(inForce).containsExactly("httpbin/one");
        assertThat(refused).singleElement().asString().startsWith(file + ":").contains("must be YAML");
        Files.writeString(file, "kind: {");
        look(watcher);
        assertThat(refused).hasSize(2);
        write("three");
        assertThat(look(watcher)).isTrue();
        assertThat(inForce).containsExactly("httpbin/three");
    }

    @Test
    void a_file_that_is_gone_keeps_the_old_rules() throws IOException {
        look(watcher);
        Files.delete(file);

        assertThat(look(watcher)).isFalse();

        assertThat(inForce).containsExactly("httpbin/one");
        assertThat(refused).singleElement().asString().contains("was a directory without any");
    }

    @Test
    void what_the_consumer_refuses_is_reported_and_not_tried_again() {
        ManifestWatcher strict = ManifestWatcher.of(
                        Manifests.with(BackendUrls.none()),
                        loaded -> {
                            throw new IllegalArgumentException("not these");
                        },
                        directory)
                .onRefused(e -> refused.add(e.getMessage()));

        assertThat(strict.check()).isFalse();
        assertThat(strict.check()).isFalse();

        assertThat(refused).containsExactly("not these");
    }

    @Test
    void swapped_links_of_a_mounted_config_map_are_seen() throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        for (String version : List.of("..v1", "..v2")) {
            Files.writeString(
                    Files.createDirectory(mount.resolve(version)).resolve("routes.yaml"),
                    ManifestsTest.walkthrough().replace("httpbin-mirror", version.substring(2)));
        }
        Path data = Files.createSymbolicLink(mount.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(mount.resolve("routes.yaml"), Path.of("..data", "routes.yaml"));
        ManifestWatcher mounted = ManifestWatcher.of(Manifests.with(BackendUrls.none()), this::accept, mount);
        assertThat(mounted.load().routes()).extracting(MirrorRoute::name).containsExactly("httpbin/v1");

        Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..v2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

        assertThat(look(mounted)).isTrue();
        assertThat(inForce).containsExactly("httpbin/v2");
    }

    /** What two successive looks did not find equal may be half of something: a policy that is still missing must not be left out. */
    @Test
    void a_file_that_is_read_between_two_writes_is_not_handed_on() throws IOException {
        watcher.load();
        write("without-its-policy");
        assertThat(watcher.check()).isFalse();
        write("with-its-policy");

        assertThat(watcher.check()).isFalse();
        assertThat(inForce).isEmpty();

        assertThat(watcher.check()).isTrue();
        assertThat(inForce).containsExactly("httpbin/with-its-policy");
    }

    /** A named pipe in the place of the first file: it is read until the test has swapped the directory and ends it. */
    @Test
    void a_directory_that_is_swapped_while_it_is_read_is_never_mixed() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("swapped"));
        for (String version : List.of("..v1", "..v2")) {
            Files.createDirectory(mount.resolve(version));
            Files.writeString(mount.resolve(version).resolve("b.yaml"), version);
        }
        Path first = mount.resolve("..v1").resolve("a.yaml");
        makePipe(first);
        Files.writeString(mount.resolve("..v2").resolve("a.yaml"), "..v2");
        Path data = Files.createSymbolicLink(mount.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(mount.resolve("a.yaml"), Path.of("..data", "a.yaml"));
        Files.createSymbolicLink(mount.resolve("b.yaml"), Path.of("..data", "b.yaml"));
        CompletableFuture<List<SourceText>> read =
                CompletableFuture.supplyAsync(() -> SourceText.of(List.of(mount), new Problems()));

        try (OutputStream pipe = Files.newOutputStream(first)) { // opened once somebody reads it
            Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..v2"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
            pipe.write("..v1".getBytes(UTF_8));
        }

        assertThat(read.get(30, TimeUnit.SECONDS)).extracting(SourceText::text).containsExactly("..v1", "..v1");
    }

    private static void makePipe(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void what_the_consumer_fails_over_is_tried_again_until_it_is_in_force() throws IOException {
        AtomicInteger failures = new AtomicInteger(2);
        ManifestWatcher failing = ManifestWatcher.of(
                Manifests.with(BackendUrls.none()),
                loaded -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("for a moment");
                    }
                    accept(loaded);
                },
                directory);
        failing.load();
        write("later");

        failing.start(Duration.ofMillis(5));

        await().atMost(Duration.ofSeconds(30)).until(() -> inForce.equals(List.of("httpbin/later")));
        failing.close();
    }

    @Test
    void a_failure_that_can_not_be_logged_is_tried_again_all_the_same() throws IOException {
        AtomicInteger failures = new AtomicInteger(2);
        try (ManifestWatcher failing = ManifestWatcher.of(
                Manifests.with(BackendUrls.none()),
                loaded -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new Unreadable();
                    }
                    accept(loaded);
                },
                directory)) {
            failing.load();
            write("later");

            failing.start(Duration.ofMillis(5));

            await().atMost(Duration.ofSeconds(30)).until(() -> inForce.equals(List.of("httpbin/later")));
        }
    }

    /** A log asks it for its message. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    /** A named pipe stands for a file system that hangs: opening it waits until somebody writes. */
    @Test
    void a_file_system_that_hangs_does_not_keep_close_from_returning() throws Exception {
        watcher.load();
        Path pipe = directory.resolve("z.yaml");
        makePipe(pipe);
        CompletableFuture<Boolean> looking =
                CompletableFuture.supplyAsync(watcher::check, ManifestWatcherTest::inNewThread);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Thread.getAllStackTraces().values().stream()
                        .anyMatch(stack -> List.of(stack).stream()
                                .anyMatch(frame -> frame.getClassName().endsWith("SourceText"))));

        CompletableFuture<Void> closing = CompletableFuture.runAsync(watcher::close, ManifestWatcherTest::inNewThread);

        try {
            assertThat(closing).succeedsWithin(Duration.ofSeconds(30));
            assertThat(looking).isNotDone();
        } finally {
            Files.writeString(pipe, ManifestsTest.walkthrough());
        }
        assertThat(looking.get()).isFalse();
    }

    /** The common pool may have one thread alone, which hangs. */
    private static void inNewThread(Runnable task) {
        new Thread(task).start();
    }

    @Test
    void nothing_is_handed_on_after_close() throws IOException {
        watcher.load();
        write("later");
        watcher.close();

        assertThat(look(watcher)).isFalse();

        assertThat(inForce).isEmpty();
        assertThatThrownBy(() -> watcher.start(Duration.ofMillis(5))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void it_looks_by_itself_once_started() throws IOException {
        watcher.load();
        watcher.start(Duration.ofMillis(5));
        write("later");

        await().atMost(Duration.ofSeconds(30)).until(() -> inForce.equals(List.of("httpbin/later")));

        watcher.close();
        watcher.close();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("mirror-manifests")));
    }

    @Test
    void it_looks_on_an_executor_of_the_caller_and_leaves_it_open() throws IOException {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            watcher.load();
            watcher.start(Duration.ofMillis(5), executor);
            assertThatThrownBy(() -> watcher.start(Duration.ofMillis(5), executor))
                    .isInstanceOf(IllegalStateException.class);
            write("later");
            await().atMost(Duration.ofSeconds(30)).until(() -> inForce.equals(List.of("httpbin/later")));
            watcher.close();
            assertThat(executor.isShutdown()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }
}
