// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.Objects;

/**
 * One thing that is wrong with the properties, or the manifests they name. Immutable.
 *
 * @param place the property and where it stands, or the manifest with line and field
 * @param message what is allowed and what was given
 * @since 0.1.0
 */
public record SettingProblem(String place, String message) {
    /** Refuses nulls. */
    public SettingProblem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
