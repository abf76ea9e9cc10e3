// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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

    @Test
    void only_other_content_is_a_change() throws IOException {
        assertThat(watcher.load().routes()).hasSize(1);
        assertThat(watcher.check()).isFalse();
        write("one");
        assertThat(watcher.check()).isFalse();
        assertThat(inForce).isEmpty();

        write("two");

        assertThat(watcher.check()).isTrue();
        assertThat(inForce).containsExactly("httpbin/two");
        assertThat(watcher.check()).isFalse();
    }

    @Test
    void without_a_first_load_the_first_check_hands_on() {
        assertThat(watcher.check()).isTrue();
        assertThat(inForce).containsExactly("httpbin/one");
    }

    @Test
    void a_file_that_comes_or_goes_is_a_change() throws IOException {
        watcher.load();
        Path other = Files.writeString(
                directory.resolve("other.yml"), ManifestsTest.walkthrough().replace("httpbin-mirror", "other"));
        watcher.check();
        assertThat(inForce).containsExactly("httpbin/other", "httpbin/one");
        Files.delete(other);
        watcher.check();
        assertThat(inForce).containsExactly("httpbin/one");
    }

    @Test
    void a_bad_file_keeps_the_old_rules_and_is_reported_once() throws IOException {
        watcher.check();
        Files.writeString(file, "kind: [");

        assertThat(watcher.check()).isFalse();
        assertThat(watcher.check()).isFalse();

        assertThat(inForce).containsExactly("httpbin/one");
        assertThat(refused).singleElement().asString().startsWith(file + ":").contains("must be YAML");
        Files.writeString(file, "kind: {");
        watcher.check();
        assertThat(refused).hasSize(2);
        write("three");
        assertThat(watcher.check()).isTrue();
        assertThat(inForce).containsExactly("httpbin/three");
    }

    @Test
    void a_file_that_is_gone_keeps_the_old_rules() throws IOException {
        watcher.check();
        Files.delete(file);

        assertThat(watcher.check()).isFalse();

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

        assertThat(mounted.check()).isTrue();
        assertThat(inForce).containsExactly("httpbin/v2");
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
