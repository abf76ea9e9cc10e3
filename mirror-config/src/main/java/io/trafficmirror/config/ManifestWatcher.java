// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
 * <p>A change is handed on when two successive looks have found the same, so that no half of it ever is. Content that can't be used, or that the consumer refuses with an {@link IllegalArgumentException}, changes nothing: what was
 * handed on last stays in force. Such content is reported once, to the log and to {@link #onRefused}.
 *
 * @since 0.1.0
 */
public final class ManifestWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestWatcher.class);
    private static final int MOST_READS = 10;

    private final ManifestReader reader;
    private final Consumer<Loaded> consumer;
    private final Consumer<IllegalArgumentException> refused;
    private final List<Path> paths;

    /** Held while somebody looks, which a hung file system may make long. Taken first. */
    private final ReentrantLock looking = new ReentrantLock();

    /** Held while content is handed on, so that none is after {@link #close}. Taken second. */
    private final Object handing = new Object();

    /** What is in force, or was refused; nothing: all is new. */
    @GuardedBy("looking")
    private Optional<Content> settled = Optional.empty();

    /** What the last look found, if it is not settled: taken for whole once the next one finds the same. */
    @GuardedBy("looking")
    private Optional<Content> found = Optional.empty();

    @GuardedBy("handing")
    private boolean closed;

    @GuardedBy("handing")
    private @Nullable ScheduledFuture<?> checks;

    @GuardedBy("handing")
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
     * Reads the manifests for a start, without the consumer; only what differs from this is a change. Reads until two successive reads
     * find the same.
     *
     * @throws ManifestException with all errors of all files, or because they never stood still
     */
    public Loaded load() {
        looking.lock();
        try {
            Content now = content();
            for (int i = 0; i < MOST_READS; i++) {
                Content again = content();
                if (again.equals(now)) {
                    Loaded loaded = read(now);
                    settled = Optional.of(now);
                    found = Optional.empty();
                    return loaded;
                }
                now = again;
            }
            String name = String.valueOf(paths.get(0));
            throw new ManifestException(List.of(
                    new Problem(name, 0, 0, "", "must stand still while it is read, was written all the time")));
        } finally {
            looking.unlock();
        }
    }

    /**
     * Looks once. New content is handed on when two successive looks have found the same: what a writer has not finished, or a swapped
     * directory that was read half, is no content. Never throws for what is in the files.
     *
     * @return whether something new was handed on
     */
    public boolean check() {
        looking.lock();
        try {
            Content now = content();
            if (settled.isPresent() && settled.get().equals(now)) {
                found = Optional.empty();
                return false;
            }
            if (found.isEmpty() || !found.get().equals(now)) {
                found = Optional.of(now);
                return false;
            }
            return handOn(now);
        } finally {
            looking.unlock();
        }
    }

    /** What the consumer fails over, for a reason that is not in the content, is tried again at the next look. */
    @GuardedBy("looking")
    private boolean handOn(Content now) {
        try {
            Loaded loaded = read(now);
            synchronized (handing) {
                if (closed) {
                    return false;
                }
                consumer.accept(loaded);
            }
            settled = Optional.of(now);
            loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
            LOG.info("manifests changed: {} routes in force", loaded.routes().size());
            return true;
        } catch (IllegalArgumentException e) {
            settled = Optional.of(now);
            LOG.warn("manifests changed, but can't be used; what was in force stays: {}", e.getMessage());
            refused.accept(e);
            return false;
        }
    }

    /**
     * Looks again and again, on a daemon thread of its own, until closed.
     *
     * @throws IllegalStateException if it does already, or is closed
     */
    public void start(Duration interval) {
        synchronized (handing) {
            if (own == null) {
                own = Executors.newSingleThreadScheduledExecutor(work -> {
                    Thread thread = new Thread(work, "mirror-manifests");
                    thread.setDaemon(true);
                    return thread;
                });
            }
            start(interval, own);
        }
    }

    /**
     * Looks again and again, on this executor, until closed.
     *
     * @throws IllegalStateException if it does already, or is closed
     */
    public void start(Duration interval, ScheduledExecutorService executor) {
        synchronized (handing) {
            if (checks != null || closed) {
                throw new IllegalStateException(closed ? "the watcher is closed" : "the watcher has been started");
            }
            long nanos = interval.toNanos();
            checks = executor.scheduleWithFixedDelay(this::checkAgain, nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** A scheduled task that throws is never run again: so this one does not, not even an Error. */
    private void checkAgain() {
        try {
            check();
        } catch (Throwable t) {
            tell(t);
        }
    }

    private static void tell(Throwable failure) {
        try {
            LOG.warn("checking the manifests failed; it will be tried again", failure);
        } catch (Throwable t) {
            // A message that can't be read, or no memory for the line: there is nobody else to tell.
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

    /**
     * Ends the looking; what is in force stays. Nothing is handed on when this has returned. Waits for a consumer, but not for a file
     * system. Idempotent.
     */
    @Override
    public void close() {
        synchronized (handing) {
            closed = true;
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
}
