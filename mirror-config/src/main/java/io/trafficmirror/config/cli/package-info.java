// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** The command line: {@code explain} and {@code validate}. No API: run it as a jar. */
package io.trafficmirror.config.cli;
