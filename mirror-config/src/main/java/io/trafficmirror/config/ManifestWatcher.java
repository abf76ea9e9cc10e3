// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches manifests by their content, and hands on what they say when it has changed. The times and links of files don't count:
 * mounted config maps swap symbolic links. Safe for concurrent use.
 *
 * <pre>{@code
 * var watcher = ManifestWatcher.of(reader, loaded -> mirror.reload(loaded.routes()), Path.of("/etc/mirror"));
 * mirror = TrafficMirror.builder().routes(watcher.load().routes()).build();
 * watcher.start(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>Content that can't be used, or that the consumer refuses with an {@link IllegalArgumentException}, changes nothing: what was
 * handed on last stays in force. Such content is reported once, to the log and to {@link #onRefused}.
 */
public final class ManifestWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestWatcher.class);

    private final ManifestReader reader;
    private final Consumer<Loaded> consumer;
    private final Consumer<IllegalArgumentException> refused;
    private final List<Path> paths;

    @GuardedBy("this")
    private @Nullable Content seen;

    @GuardedBy("this")
    private @Nullable ScheduledFuture<?> checks;

    @GuardedBy("this")
    private @Nullable ScheduledExecutorService own;

    /** All that was read: equal only if every byte is. */
    private record Content(List<SourceText> sources, List<Problem> unreadable) {}

    private ManifestWatcher(
            ManifestReader reader,
            Consumer<Loaded> consumer,
            Consumer<IllegalArgumentException> refused,
            List<Path> paths) {
        this.reader = reader;
        this.consumer = consumer;
        this.refused = refused;
        this.paths = List.copyOf(paths);
    }

    /**
     * A watcher that does nothing yet.
     *
     * @param consumer gets what changed manifests say, on the thread that checks
     * @param paths files and directories
     */
    public static ManifestWatcher of(ManifestReader reader, Consumer<Loaded> consumer, Path... paths) {
        return new ManifestWatcher(reader, consumer, error -> {}, List.of(paths));
    }

    /** A watcher of the same that also tells why content was refused. */
    public ManifestWatcher onRefused(Consumer<IllegalArgumentException> listener) {
        return new ManifestWatcher(reader, consumer, listener, paths);
    }

    /**
     * Reads the manifests for a start, without the consumer; only what differs from this is a change.
     *
     * @throws ManifestException with all errors of all files
     */
    public synchronized Loaded load() {
        Content now = content();
        Loaded loaded = read(now);
        seen = now;
        return loaded;
    }

    /**
     * Looks once. Never throws for what is in the files.
     *
     * @return whether something new was handed on
     */
    public synchronized boolean check() {
        Content now = content();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        try {
            Loaded loaded = read(now);
            loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
            consumer.accept(loaded);
            LOG.info("manifests changed: {} routes in force", loaded.routes().size());
            return true;
        } catch (IllegalArgumentException e) {
            LOG.warn("manifests changed, but can't be used; what was in force stays: {}", e.getMessage());
            refused.accept(e);
            return false;
        }
    }

    /** Looks again and again, on a daemon thread of its own, until closed. */
    public synchronized void start(Duration interval) {
        if (own == null) {
            own = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "mirror-manifests");
                thread.setDaemon(true);
                return thread;
            });
        }
        start(interval, own);
    }

    /**
     * Looks again and again, on this executor, until closed.
     *
     * @throws IllegalStateException if it does already
     */
    public synchronized void start(Duration interval, ScheduledExecutorService executor) {
        if (checks != null) {
            throw new IllegalStateException("the watcher has been started");
        }
        long nanos = interval.toNanos();
        checks = executor.scheduleWithFixedDelay(this::checkQuietly, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** A scheduled task that throws is never run again. */
    private void checkQuietly() {
        try {
            check();
        } catch (RuntimeException e) {
            LOG.warn("checking the manifests failed", e);
        }
    }

    private Content content() {
        Problems problems = new Problems();
        List<SourceText> sources = SourceText.of(paths, problems);
        return new Content(sources, problems.allErrors());
    }

    private Loaded read(Content content) {
        Problems problems = new Problems();
        content.unreadable().forEach(problems::error);
        return reader.read(content.sources(), problems);
    }

    /** Ends the looking; what is in force stays. Idempotent. */
    @Override
    public synchronized void close() {
        if (checks != null) {
            checks.cancel(false);
            checks = null;
        }
        if (own != null) {
            own.shutdown();
            own = null;
        }
    }
}
