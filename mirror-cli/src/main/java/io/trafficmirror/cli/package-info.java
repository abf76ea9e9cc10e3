// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** The command line: a class for each command, and what they read and write. No API: run it as a jar. */
package io.trafficmirror.cli;
