// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** What was found, for files, people and pipelines: as JSON that can be merged, as text, Markdown and HTML. */
package io.trafficmirror.compare.report;
