// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

/** The place where the console is mounted. Stateless. */
final class Mount {
    private Mount() {}

    /** To the same path with a slash at the end, from which the page's relative addresses start; itself relative, so that no proxy minds. */
    static ConsoleResponse redirectTo(String path) {
        return ConsoleResponse.empty(302).with("Location", path.substring(path.lastIndexOf('/') + 1) + "/");
    }
}
