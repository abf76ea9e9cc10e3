// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

/** The exit statuses that more than one command has. */
final class ExitStatus {
    /** The manifests have errors. */
    static final int INVALID = 1;

    /** The command line of {@code explain} or {@code validate} is wrong. */
    static final int WRONG_COMMAND = 2;

    /** The command line of {@code verdict}, {@code watch} or {@code compare} is wrong, where 2 means INSUFFICIENT; EX_USAGE of sysexits. */
    static final int USAGE = 64;

    /** Something can't be read, or is a fault of ours: there is no result; EX_SOFTWARE of sysexits. */
    static final int UNREADABLE = 70;

    private ExitStatus() {}
}
