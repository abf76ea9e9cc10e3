// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** One page and its JSON about a mirror, whatever server they are served by: a servlet, the JDK's own, or any other by {@code MirrorConsole.handle}. */
package io.trafficmirror.console;
