// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportReader;
import io.trafficmirror.compare.report.ReportWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reports as bytes: equal reports are equal bytes. Immutable, safe for concurrent use. */
final class ReportBytes {
    private final ReportWriter writer = new ReportWriter();
    private final ReportReader reader = new ReportReader();

    byte[] write(Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a report.
     *
     * @throws IllegalArgumentException if it is none
     */
    Report read(byte[] bytes) {
        try {
            return reader.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalArgumentException("report: can't be read: " + e.getMessage(), e);
        }
    }
}
