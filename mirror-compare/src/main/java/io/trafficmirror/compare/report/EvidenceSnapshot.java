// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.report;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that keeps a report over restarts, in the form of {@link ReportWriter}. It holds the last report that was written as a whole or the one before,
 * whenever the process ends: a new one is written beside it, forced to the disk, and takes its place in one step. One process writes it.
 *
 * @since 0.1.0
 */
public final class EvidenceSnapshot {
    private final Path file;
    private final Path beside;

    /**
     * A snapshot in this file, which need not exist. Its directory must.
     *
     * @param file where; beside it a file of the same name with {@code .new} is written
     */
    public EvidenceSnapshot(Path file) {
        this.file = Objects.requireNonNull(file, "file");
        this.beside = file.resolveSibling(file.getFileName() + ".new");
    }

    /**
     * What was written last; empty if nothing was.
     *
     * @throws IOException if the file can't be read, or holds no report
     */
    public Optional<Report> read() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Optional.of(new ReportReader().read(in));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Puts a report in the place of the one before. */
    public void write(Report report) throws IOException {
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            new ReportWriter().write(report, out);
            out.flush();
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets what was written. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(beside);
    }
}
