// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is asked of the console, whatever server it came by. Immutable, as far as the fields are.
 *
 * @param method as received
 * @param path below the place where the console is mounted, without a slash at the start: empty for the page; null characters and the like do no harm
 * @param fields the value of a field by its name; empty if it is absent
 * @param user whom the server has authenticated, if it has
 * @param body of a POST, at most {@link #MOST_BODY} characters of it; empty otherwise
 * @since 0.1.0
 */
public record ConsoleRequest(
        String method, String path, Function<String, Optional<String>> fields, Optional<String> user, String body) {
    /** The most characters of a body that are looked at. */
    public static final int MOST_BODY = 1024;

    /** Refuses nulls. */
    public ConsoleRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(fields, "fields");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(body, "body");
    }

    /** The value of a field; empty if it is absent. */
    public Optional<String> field(String name) {
        return fields.apply(name);
    }
}
