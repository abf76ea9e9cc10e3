// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.Optional;

/**
 * Name and namespace of an object. Immutable.
 *
 * @param namespace as the manifest says; empty: none given
 * @param name {@code metadata.name}
 */
record ObjectName(Optional<String> namespace, String name) {
    /** {@code namespace/name}, or the name alone where no namespace was given. */
    @Override
    public String toString() {
        return namespace.map(n -> n + "/" + name).orElse(name);
    }
}
