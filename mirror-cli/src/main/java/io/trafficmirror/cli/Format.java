// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.HtmlReport;
import io.trafficmirror.compare.report.MarkdownReport;
import io.trafficmirror.compare.report.TextReport;
import java.time.ZoneId;

/** How a verdict is written. */
enum Format {
    /** For a terminal of 80 columns. */
    TEXT {
        @Override
        String write(Findings findings) {
            return new TextReport(ZoneId.systemDefault()).of(findings);
        }
    },
    /** One object in one line. */
    JSON {
        @Override
        String write(Findings findings) {
            return FindingsJson.write(findings) + "\n";
        }
    },
    /** For a pull request. */
    MARKDOWN {
        @Override
        String write(Findings findings) {
            return MarkdownReport.of(findings);
        }
    },
    /** One file for a browser, without a script. */
    HTML {
        @Override
        String write(Findings findings) {
            return HtmlReport.of(findings);
        }
    };

    /** The text, which ends with a line feed. */
    abstract String write(Findings findings);
}
